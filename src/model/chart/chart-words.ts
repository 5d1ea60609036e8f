/**
 * True where a JSON pointer in a chart names words: its titles and description, titles of axes, legends, panels and views, what a text
 * mark is given, and the reasons of exceptions.
 */
export const isChartWords = (pointer: string): boolean => words.test(pointer);

const words =
  /\/(?:title|subtitle)(?:\/(?:text|subtitle))?(?:\/\d+)?$|\/text\/(?:value|datum)$|\/mark\/text$|\/description$|^\/allow\/[^/]+$/;
