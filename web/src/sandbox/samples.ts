/** A few pictures drawn on a canvas, so that a visitor without a photo can send one. */
export const SAMPLES = ['clutter', 'manhole', 'leak', 'tidy'] as const
export type Sample = (typeof SAMPLES)[number]

const SIZE = { width: 800, height: 600 }
type Pen = CanvasRenderingContext2D

export function drawSample(sample: Sample): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  Object.assign(canvas, SIZE)
  const pen = canvas.getContext('2d')
  if (pen) DRAWINGS[sample](pen)
  return canvas
}

const DRAWINGS: Record<Sample, (pen: Pen) => void> = { clutter, manhole, leak, tidy }

function box(pen: Pen, colour: string, x: number, y: number, width: number, height: number): void {
  pen.fillStyle = colour
  pen.fillRect(x, y, width, height)
  pen.fillStyle = 'rgba(0,0,0,.18)'
  pen.fillRect(x, y + height - 10, width, 10)
}

function shape(pen: Pen, colour: string, ...corners: [number, number][]): void {
  pen.fillStyle = colour
  pen.beginPath()
  for (const [x, y] of corners) pen.lineTo(x, y)
  pen.closePath()
  pen.fill()
}

function oval(pen: Pen, colour: string, x: number, y: number, width: number, height: number): void {
  pen.fillStyle = colour
  pen.beginPath()
  pen.ellipse(x, y, width, height, 0, 0, Math.PI * 2)
  pen.fill()
}

/** A stairwell landing: walls, floor, stairs to the left, a door to the right. */
function tidy(pen: Pen): void {
  box(pen, '#e8e2d2', 0, 0, 800, 600)
  shape(pen, '#b9b4a8', [0, 600], [800, 600], [640, 400], [160, 400])
  box(pen, '#8fa3ad', 0, 300, 800, 14)
  for (let step = 0; step < 6; step++) box(pen, step % 2 ? '#a39e92' : '#b1ac9f', 20, 390 - step * 44, 190 - step * 18, 44)
  box(pen, '#7b4f32', 560, 130, 150, 290)
  oval(pen, '#e6c25a', 690, 280, 9, 9)
  oval(pen, '#fff6cf', 400, 40, 70, 18)
}

function clutter(pen: Pen): void {
  tidy(pen)
  box(pen, '#b98a52', 250, 330, 170, 190)
  box(pen, '#c79b63', 280, 240, 130, 92)
  box(pen, '#6d4a33', 430, 260, 150, 270)
  box(pen, '#58392a', 502, 270, 6, 240)
  oval(pen, '#3a3a3a', 180, 500, 62, 62)
  oval(pen, '#c9c4b8', 180, 500, 46, 46)
  box(pen, '#38618c', 165, 380, 90, 70)
  box(pen, '#9aa7b0', 600, 470, 110, 70)
}

function manhole(pen: Pen): void {
  box(pen, '#6f7277', 0, 0, 800, 600)
  for (let line = 0; line < 7; line++) box(pen, '#66696e', 0, line * 92, 800, 6)
  oval(pen, '#17181a', 400, 340, 210, 120)
  oval(pen, '#44474b', 400, 340, 226, 132)
  oval(pen, '#101113', 400, 345, 200, 112)
  shape(pen, '#54585d', [235, 300], [600, 160], [640, 230], [270, 372])
  for (let bar = 0; bar < 5; bar++)
    shape(
      pen,
      '#3d4044',
      [290 + bar * 64, 300 - bar * 24],
      [310 + bar * 64, 293 - bar * 24],
      [330 + bar * 64, 330 - bar * 24],
      [310 + bar * 64, 337 - bar * 24],
    )
}

function leak(pen: Pen): void {
  box(pen, '#dfe3e4', 0, 0, 800, 600)
  for (let row = 0; row < 6; row++)
    for (let tile = 0; tile < 8; tile++) box(pen, (row + tile) % 2 ? '#e9eced' : '#e1e6e8', tile * 100, row * 80, 97, 77)
  box(pen, '#9a6a45', 0, 210, 800, 44)
  box(pen, '#b07d55', 360, 190, 80, 84)
  for (let drop = 0; drop < 7; drop++) oval(pen, '#3f8fc4', 372 + (drop % 3) * 28, 300 + drop * 34, 9, 20)
  oval(pen, '#5aa5d6', 410, 560, 280, 42)
  oval(pen, '#86c1e6', 380, 552, 150, 18)
}
