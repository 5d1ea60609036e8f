/**
 * Returns a fontconfig file that shows a browser one folder of fonts and nothing of the machine's own.
 *
 * A Chromium without any system font prints no text at all, not even in embedded fonts, and says nothing. Hinting is
 * off because it rounds advances to whole pixels, differently from version to version.
 */
export function fontconfig(fontFolder: string, cacheFolder: string): string {
  const unhinted = [
    '<edit name="hinting" mode="assign"><bool>false</bool></edit>',
    '<edit name="hintstyle" mode="assign"><const>hintnone</const></edit>',
  ].join('');
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    `<dir>${escapeXml(fontFolder)}</dir>`,
    `<cachedir>${escapeXml(cacheFolder)}</cachedir>`,
    `<match target="pattern">${unhinted}</match>`,
    `<match target="font">${unhinted}</match>`,
    '</fontconfig>',
    '',
  ].join('\n');
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
