/** Files made ready for sending. Photos of today's phones are made smaller first, as WeChat does. */
import type { Speak } from '../../../server/schemas.ts'

type SentFile = NonNullable<Speak['file']>
export const LIMIT = { bytes: 8 * 1024 * 1024 }
const PHOTO = { edge: 1_600, quality: 0.85, from: { bytes: 600 * 1024 } }

function base64Of(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '')
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(blob)
  })
}

const blobOf = (canvas: HTMLCanvasElement, type: string, quality?: number): Promise<Blob | null> =>
  new Promise((resolve) => canvas.toBlob(resolve, type, quality))

export async function fileFrom(canvas: HTMLCanvasElement, name: string): Promise<SentFile> {
  const blob = await blobOf(canvas, 'image/png')
  return { name, base64: blob ? await base64Of(blob) : '' }
}

async function smaller(photo: File): Promise<Blob> {
  try {
    const picture = await createImageBitmap(photo)
    const scale = Math.min(1, PHOTO.edge / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(picture.width * scale)
    canvas.height = Math.round(picture.height * scale)
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    return (await blobOf(canvas, 'image/jpeg', PHOTO.quality)) ?? photo
  } catch {
    // Not a picture this browser can read: it goes as it is.
    return photo
  }
}

/** @returns undefined when it is too large even so */
export async function readFile(file: File): Promise<SentFile | undefined> {
  const isPhoto = /^image\/(jpeg|png|webp)$/.test(file.type) && file.size > PHOTO.from.bytes
  const blob = isPhoto ? await smaller(file) : file
  if (blob.size > LIMIT.bytes) return undefined
  const name = blob === file ? file.name : file.name.replace(/\.\w+$/, '.jpg')
  return { name, base64: await base64Of(blob) }
}
