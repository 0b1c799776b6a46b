import { hindrance } from './taken';

describe('a file chosen', () => {
  it.each([
    ['report.pdf', 12, null],
    ['SCAN.JPG', 12, null],
    ['report.pdf', 0, 'empty'],
    ['setup.exe', 12, 'kind'],
    ['no ending', 12, 'kind'],
    ['pdf', 12, 'kind'],
    ['annex.zip', 12, null],
    ['film.mp4', 2 ** 29, null],
    ['film.mp4', 2 ** 29 + 1, 'too-large'],
  ])('%s of %d octets is held back for %s', (name, size, held) => expect(hindrance({ name, size })).toBe(held));

  it.each(['docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp', 'png', 'jpeg', 'gif', 'tif', 'tiff', 'm4a', 'webm', 'weba', 'csv'])('as .%s is sent, for the server takes it', (ending) => expect(hindrance({ name: `annex.${ending}`, size: 12 })).toBeNull());
});
