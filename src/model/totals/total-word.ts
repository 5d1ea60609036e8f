/** What totals are called in the languages of those who use Tallybook, and nearby. */
const totalWords =
  /^(?:(?:grand |sub)?total[s]?|totali|all(?: (?!other).*)?|both(?: sexes)?|together|gjithsej|t[ëe] gjitha|ukupno|svega|sveukupno|укупно|свега|вкупно|всего|разом|toplam|insgesamt|gesamt|ensemble|total general|razem|celkem|skupaj|_t)$/iu;

/** True for a category that is called a total. A name alone makes none: it is added up, or somebody is asked. */
export const isCalledTotal = (text: string): boolean => totalWords.test(text.trim());
