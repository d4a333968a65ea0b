/**
 * Draws the cells that can be seen. Each state is drawn once, from its path, and copied pixel by pixel to where it belongs:
 * ten thousand hexagons take a millisecond or two, whether or not the browser has a graphics processor.
 */
import { blocksWithin, type Cell, type CombLayout, centreOf } from './comb-layout.ts';
import { lookOf, type StateName } from './looks.ts';

/** Pixels of a drawn state that are not empty. */
interface Sprite {
  /** From its middle, in a picture of a certain width. */
  readonly offset: Int32Array;
  readonly colour: Uint32Array;
}

export interface Palette {
  readonly states: readonly StateName[];
  readonly colourOf: (state: StateName) => string;
  readonly focus: string;
}

export interface Drawing {
  readonly layout: CombLayout;
  readonly palette: Palette;
  /** Into the palette's states, by the place in the selection. */
  readonly stateAt: (place: number) => number;
  /** Where a group's members begin in the selection. */
  readonly startOf: (group: number) => number;
  readonly scroll: number;
  /** Cells with a ring around them. */
  readonly marked: readonly Cell[];
}

export function drawComb(canvas: HTMLCanvasElement, drawing: Drawing): void {
  const context = canvas.getContext('2d');
  if (context === null || canvas.width === 0 || canvas.height === 0) return;
  const { layout, palette, scroll } = drawing;
  const scale = canvas.width / canvas.clientWidth;
  const sprites = spritesOf(palette, layout.size, scale, canvas.width);
  const margin = Math.ceil(layout.size * scale * 2);
  // Cells at the edges are drawn whole, beyond what is shown.
  const image = imageOf(context, canvas.width, canvas.height + 2 * margin);
  const pixels = new Uint32Array(image.data.buffer);
  const { width } = image;
  const visible = canvas.clientHeight;
  for (const block of blocksWithin(layout, scroll, scroll + visible)) {
    const first = Math.max(0, Math.floor((scroll - block.top) / layout.pitchY) - 1) * block.columns;
    const rows = Math.ceil((scroll + visible - block.top) / layout.pitchY) + 1;
    const last = Math.min(block.cells, rows * block.columns);
    const start = drawing.startOf(block.group);
    for (let cell = first; cell < last; cell++) {
      const sprite = sprites[drawing.stateAt(start + cell)];
      if (sprite === undefined) continue;
      const { x, y } = centreOf(layout, block, cell);
      const { offset, colour } = sprite;
      const middle = (Math.round((y - scroll) * scale) + margin) * width + Math.round(x * scale);
      for (let index = 0; index < colour.length; index++)
        pixels[middle + (offset[index] ?? 0)] = colour[index] ?? 0;
    }
  }
  context.putImageData(image, 0, -margin);
  for (const mark of drawing.marked) ring(context, drawing, mark, scale);
}

let last: ImageData | undefined;

/** The same as before where it fits: a new one of this size with each key would keep the collector busy. */
function imageOf(context: CanvasRenderingContext2D, width: number, height: number): ImageData {
  if (last?.width !== width || last.height !== height) last = context.createImageData(width, height);
  else last.data.fill(0);
  return last;
}

function ring(
  context: CanvasRenderingContext2D,
  { layout, palette, scroll }: Drawing,
  { block, cell }: Cell,
  scale: number,
): void {
  const { x, y } = centreOf(layout, block, cell);
  context.strokeStyle = palette.focus;
  context.lineWidth = Math.max(2, layout.size * 0.12) * scale;
  context.beginPath();
  const radius = (layout.size * 0.58 + Math.max(2, layout.size * 0.12)) * scale;
  for (let corner = 0; corner < 6; corner++) {
    const angle = (Math.PI / 3) * corner + Math.PI / 6;
    context.lineTo(x * scale + radius * Math.cos(angle), (y - scroll) * scale + radius * Math.sin(angle));
  }
  context.closePath();
  context.stroke();
}

const made = new Map<string, Sprite>();

function spritesOf(
  { states, colourOf }: Palette,
  size: number,
  scale: number,
  width: number,
): readonly Sprite[] {
  return states.map((state) => {
    const colour = colourOf(state);
    const key = `${state} ${colour} ${size} ${scale} ${width}`;
    const sprite = made.get(key) ?? spriteOf(lookOf(state).path, colour, size * scale, width);
    made.set(key, sprite);
    return sprite;
  });
}

/** Signs are drawn in a square of 24, in which the hexagon is 19.4 wide. */
const square = 24;
const hexagonWidth = 19.4;

function spriteOf(path: string, colour: string, size: number, width: number): Sprite {
  const factor = size / hexagonWidth;
  const side = Math.ceil(square * factor) + 2;
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const empty = { offset: new Int32Array(), colour: new Uint32Array() };
  if (context === null) return empty;
  context.translate(side / 2, side / 2);
  context.scale(factor, factor);
  context.translate(-square / 2, -square / 2);
  context.fillStyle = colour;
  context.fill(new Path2D(path), 'evenodd');
  const pixels = new Uint32Array(context.getImageData(0, 0, side, side).data.buffer);
  const filled = [...pixels.keys()].filter((at) => pixels[at] !== 0);
  const middle = Math.floor(side / 2);
  return {
    offset: Int32Array.from(filled, (at) => (Math.floor(at / side) - middle) * width + (at % side) - middle),
    colour: Uint32Array.from(filled, (at) => pixels[at] ?? 0),
  };
}
