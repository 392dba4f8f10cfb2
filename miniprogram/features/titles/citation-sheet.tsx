import { Button } from '../../components/button/button'
import { Card } from '../../components/card/card'
import { Box } from '../../components/host/host'
import { Section, Stack } from '../../components/section/section'
import { Sheet } from '../../components/sheet/sheet'
import { Resource } from '../../components/state/resource'
import { text, useText } from '../../i18n/text'
import { copyText, toast } from '../../lib/feedback'
import { useCitations, type Citation } from './title-page.hooks'
import s from './title-page.module.scss'

/** The title as it is cited, to be copied. */
export function CitationSheet({ titleId, onClose }: { readonly titleId: string; readonly onClose: () => void }) {
  const t = useText()
  const citations = useCitations(titleId)
  return (
    <Sheet id="citations" title={t.titlePage.cite} onClose={onClose}>
      <Resource of={citations}>
        {({ items }) => (
          <Stack>
            <Box className={s['hint']}>{t.titlePage.citeText}</Box>
            {items.map((citation) => (
              <CitationCard key={citation.style} citation={citation} />
            ))}
          </Stack>
        )}
      </Resource>
    </Sheet>
  )
}

function CitationCard({ citation: { style, text: cited } }: { readonly citation: Citation }) {
  const t = useText()
  const name = t.titlePage.styles[style]
  return (
    <Section isDense title={name}>
      <Card>
        <Box id={`citation-${style}`} className={style === 'gbt7714' ? s['citation'] : s['entry']}>
          {cited.trimEnd()}
        </Box>
        <Button
          id={`copy-${style}`}
          kind="quiet"
          icon="copy"
          text={t.titlePage.copy}
          label={t.titlePage.copyStyle(name)}
          onClick={() => {
            void copyText(cited).then(() => toast(text().titlePage.citationCopied))
          }}
        />
      </Card>
    </Section>
  )
}
