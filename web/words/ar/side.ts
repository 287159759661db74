export const side = {} as const;
