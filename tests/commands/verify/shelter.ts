/** The settings of a project with one page, `templates/shelter.md`, for data that a test brings. */
export const shelterSettings = `
title: Shelter
publisher: The shelter
edition: 2015
reports:
  shelter: {template: templates/shelter.md, formats: [html]}
`;
