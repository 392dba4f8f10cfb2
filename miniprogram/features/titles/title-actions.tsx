import { useShareAppMessage, useShareTimeline } from '@tarojs/taro'
import { Button } from '../../components/button/button'
import { Box } from '../../components/host/host'
import { text, useText } from '../../i18n/text'
import { toast } from '../../lib/feedback'
import { pathOf } from '../../lib/navigation'
import { shareLink } from '../../lib/share'
import type { TitleDetail } from './titles.hooks'
import s from './title-page.module.scss'

const isWeChat = process.env.TARO_ENV === 'weapp'

/** Beside the one action of the screen: to cite the title, and to show it to somebody. */
export function TitleActions({ title, onCite }: { readonly title: TitleDetail; readonly onCite: () => void }) {
  const t = useText()
  const share = async () => {
    if ((await shareLink(cardOf(title))) === 'copied') toast(text().titlePage.linkCopied)
  }
  return (
    <Box className={s['actions']}>
      <Button id="cite" kind="quiet" icon="copy" text={t.titlePage.cite} onClick={onCite} />
      <Button
        id="share-title"
        kind="quiet"
        icon="share"
        text={t.titlePage.share}
        sharesPage={isWeChat}
        onClick={() => {
          // WeChat sends the page by itself
          if (!isWeChat) void share()
        }}
      />
    </Box>
  )
}

/** What WeChat sends of this page, to a friend or to the moments of all. */
export function useTitleSharing(title: TitleDetail | undefined): void {
  useShareAppMessage(() => (title === undefined ? {} : cardOf(title)))
  useShareTimeline(() =>
    title === undefined ? {} : { title: cardOf(title).title, query: `id=${encodeURIComponent(title.id)}` },
  )
}

/** By its id, also where it was found by a scanned ISBN. */
function cardOf({ id, title, authors }: TitleDetail) {
  return { title: text().titlePage.shareTitle(title, authors[0]), path: pathOf('title', { id }) }
}
