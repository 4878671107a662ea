/** The length of the arrays in this bench. */
export const LENGTH = 4096;
