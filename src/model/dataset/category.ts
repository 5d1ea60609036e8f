/** The printed label of a category; a value that is not declared is its own label. */
export function labelOf(
  field: { readonly categories: readonly { readonly value: string; readonly label: string }[] },
  value: string,
): string {
  return field.categories.find((category) => category.value === value)?.label ?? value;
}
