import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const FOLDER = process.env.CTIMOCK_PICTURES ?? new URL('../../../target/tmp', import.meta.url).pathname;

/** What a page looks like, kept as a PNG for people, and as colours for a test. */
export class Picture {
  #page;
  #png;

  constructor(page, png) {
    this.#page = page;
    this.#png = png;
  }

  static async take(page, name) {
    const png = await page.screenshot({ animations: 'disabled', caret: 'hide' });
    const folder = join(FOLDER, 'browser');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, `${name}.png`), png);
    return new Picture(page, png);
  }

  /** Writes it to a file of the repository. */
  async save(path) {
    await writeFile(path, this.#png);
  }

  /**
   * Returns the colours, such as `#1f9d55`, at places: selectors of elements, each with where in its box,
   * from `[0, 0]` to `[1, 1]`. The browser itself decodes the PNG.
   */
  async colours(places) {
    const points = [];
    for (const [selector, [right, down]] of places) {
      const { x, y, width, height } = await this.#page.locator(selector).boundingBox();
      points.push([Math.floor(x + right * width), Math.floor(y + down * height)]);
    }
    return this.#page.evaluate(colours, [`data:image/png;base64,${this.#png.toString('base64')}`, points]);
  }
}

async function colours([source, points]) {
  const image = new Image();
  image.src = source;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
  const drawing = canvas.getContext('2d');
  drawing.drawImage(image, 0, 0);
  return points.map(([x, y]) => {
    const channels = [...drawing.getImageData(x, y, 1, 1).data].slice(0, 3);
    return `#${channels.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
  });
}
