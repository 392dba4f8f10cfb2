import { Row, Rows } from '../../components/row/row'
import { Section } from '../../components/section/section'
import { useText } from '../../i18n/text'
import { openLink } from '../../lib/open-link'
import type { TitleDetail } from './titles.hooks'

export function Electronic({ links }: { readonly links: TitleDetail['electronic'] }) {
  const t = useText()
  if (links.length === 0) return null
  return (
    <Section title={t.titles.electronic}>
      <Rows>
        {links.map(({ label, url, access }, n) => (
          <Row
            key={url}
            id={`electronic-${n}`}
            icon="external"
            title={label}
            text={t.titles.access[access]}
            onClick={() => void openLink(url, t.titles.linkCopied)}
          />
        ))}
      </Rows>
    </Section>
  )
}
