/** How the total of categories that are not declared is printed: `total` as "Total". */
export const totalLabel = (total: string): string => total.charAt(0).toUpperCase() + total.slice(1);
