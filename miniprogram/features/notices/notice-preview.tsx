import { useState } from 'react'
import { Card } from '../../components/card/card'
import { Box } from '../../components/host/host'
import { RichText } from '../../components/rich-text/rich-text'
import { Stack } from '../../components/section/section'
import { Segmented } from '../../components/segmented/segmented'
import { Resource } from '../../components/state/resource'
import { Empty } from '../../components/state/state'
import { Tag } from '../../components/tag/tag'
import { useText } from '../../i18n/text'
import { openTextLink } from '../../lib/open-link'
import type { Language } from '../../lib/settings'
import { useNoticePreview } from './notice-desk.hooks'
import type { NoticeDraft } from './notice-draft'
import s from './notices.module.scss'

/** The notice as readers will see it, in either language. */
export function NoticePreview({ draft }: { readonly draft: NoticeDraft }) {
  const t = useText()
  const words = t.noticeEditor
  const [language, setLanguage] = useState<Language>('zh')
  const preview = useNoticePreview(draft.body)
  if (draft.body.zh.trim() === '') return <Empty icon="notice" title={words.previewEmpty} />
  return (
    <Stack>
      <Segmented
        id="preview-language"
        label={words.language}
        segments={[
          { value: 'zh', text: words.zh },
          { value: 'en', text: words.en },
        ]}
        value={language}
        onChange={setLanguage}
      />
      <Resource of={preview}>
        {({ zh, en }) => (
          <>
            {language === 'en' && en === undefined && <Box className={s['help']}>{words.previewNoEnglish}</Box>}
            <Card id="preview">
              <Box className={s['tags']}>
                <Tag tone="accent" text={t.notices.categories[draft.category]} />
                {draft.isPinned && <Tag icon="pin" text={t.notices.pinned} />}
              </Box>
              <Box className={s['headline']} role="heading">
                {(language === 'en' && draft.title.en !== '' ? draft.title.en : draft.title.zh).trim()}
              </Box>
              <Box className={s['previewBody']}>
                <RichText
                  blocks={language === 'en' ? (en ?? zh) : zh}
                  onLink={(url) => void openTextLink(url, t.notices.linkCopied)}
                />
              </Box>
            </Card>
          </>
        )}
      </Resource>
    </Stack>
  )
}
