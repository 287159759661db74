export const times = {} as const;
