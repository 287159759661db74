/** C7: of a REST request of the page: the id of the user whose page it is. `/ws` has `?user=`, for there it cannot set headers. */
export const believedUserHeader = "X-Confab-User";
