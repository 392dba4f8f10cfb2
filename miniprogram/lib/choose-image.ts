import Taro from '@tarojs/taro'

export interface ChosenImage {
  readonly bytes: ArrayBuffer
  /** As its first bytes say; `undefined` for anything but PNG, JPEG and WebP. */
  readonly contentType: string | undefined
  /** For showing it before it is sent. */
  readonly previewUrl: string
}

/** Lets the reader pick one picture; `undefined` when nothing was picked. */
export function chooseImage(): Promise<ChosenImage | undefined> {
  return process.env.TARO_ENV === 'h5' ? chooseFile() : chooseFromAlbum()
}

function chooseFile(): Promise<ChosenImage | undefined> {
  return new Promise((resolve, reject) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = 'image/png,image/jpeg,image/webp'
    input.addEventListener('cancel', () => {
      resolve(undefined)
    })
    input.addEventListener('change', () => {
      const file = input.files?.[0]
      if (file === undefined) resolve(undefined)
      else file.arrayBuffer().then((bytes) => resolve(toImage(bytes, URL.createObjectURL(file))), reject)
    })
    input.click()
  })
}

async function chooseFromAlbum(): Promise<ChosenImage | undefined> {
  let path: string | undefined
  try {
    const { tempFiles } = await Taro.chooseMedia({ count: 1, mediaType: ['image'], sizeType: ['compressed'] })
    path = tempFiles[0]?.tempFilePath
  } catch {
    return undefined // closed without choosing
  }
  if (path === undefined) return undefined
  return toImage(await readBytes(path), path)
}

function readBytes(filePath: string): Promise<ArrayBuffer> {
  return new Promise((resolve, reject) => {
    Taro.getFileSystemManager().readFile({
      filePath,
      success: ({ data }) => {
        if (typeof data === 'string') reject(new Error('bytes were asked for'))
        else resolve(data)
      },
      fail: ({ errMsg }) => {
        reject(new Error(errMsg))
      },
    })
  })
}

const toImage = (bytes: ArrayBuffer, previewUrl: string): ChosenImage => ({
  bytes,
  contentType: imageTypeOf(new Uint8Array(bytes.slice(0, 12))),
  previewUrl,
})

/** A phone's file name says nothing: the library looks at the first bytes, so do we. */
export function imageTypeOf(head: Uint8Array): string | undefined {
  const starts = (signature: readonly number[], at = 0) => signature.every((byte, n) => head[at + n] === byte)
  if (starts([0x89, 0x50, 0x4e, 0x47])) return 'image/png'
  if (starts([0xff, 0xd8, 0xff])) return 'image/jpeg'
  if (starts([0x52, 0x49, 0x46, 0x46]) && starts([0x57, 0x45, 0x42, 0x50], 8)) return 'image/webp'
  return undefined
}
