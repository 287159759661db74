export const switcher = {} as const;
