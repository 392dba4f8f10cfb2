import { Button } from '../../components/button/button'
import { Chip, Chips } from '../../components/chip/chip'
import { Box } from '../../components/host/host'
import { Section } from '../../components/section/section'
import { Sheet } from '../../components/sheet/sheet'
import { useText } from '../../i18n/text'
import { countFilters, facetNames, noFilters, toggleFacet, toggleYear, type Filters } from './filters'
import { useTitleSearch, type Facets } from './titles.hooks'
import s from './titles.module.scss'

const shown = 12

/** Every condition with its count under all the others; the result below changes with each tap. */
export function FilterSheet(props: {
  readonly query: string
  readonly filters: Filters
  readonly onChange: (filters: Filters) => void
  readonly onClose: () => void
}) {
  const { query, filters, onChange, onClose } = props
  const t = useText()
  const first = useTitleSearch(query, filters).data?.pages[0]
  const facets = first?.facets
  return (
    <Sheet
      id="filters"
      title={t.titles.filters}
      onClose={onClose}
      footer={
        <Box className={s['sheetActions']}>
          <Button
            id="clear-filters"
            kind="plain"
            text={t.titles.clearFilters}
            disabled={countFilters(filters) === 0}
            onClick={() => onChange({ ...noFilters, sort: filters.sort })}
          />
          <Button id="show-results" text={t.titles.showResults(first?.total ?? 0)} onClick={onClose} />
        </Box>
      }
    >
      {facets !== undefined && <FacetChips facets={facets} filters={filters} onChange={onChange} />}
    </Sheet>
  )
}

function FacetChips(props: {
  readonly facets: Facets
  readonly filters: Filters
  readonly onChange: (filters: Filters) => void
}) {
  const { facets, filters, onChange } = props
  const t = useText()
  return (
    <>
      {facetNames.map((name) => (
        <Section key={name} isDense title={t.titles.facets[name]}>
          <Chips wrap>
            {facets[name].slice(0, shown).map(({ value, label, count }) => (
              <Chip
                key={value}
                id={`facet-${name}-${value}`}
                text={label}
                count={count}
                isOn={filters[name].includes(value)}
                onClick={() => onChange(toggleFacet(filters, name, value))}
              />
            ))}
          </Chips>
        </Section>
      ))}
      <Section isDense title={t.titles.facets.year}>
        <Chips wrap>
          {facets.year.slice(0, shown).map(({ value, label, count }) => (
            <Chip
              key={value}
              id={`facet-year-${value}`}
              text={label}
              count={count}
              isOn={filters.year?.value === value}
              onClick={() => onChange(toggleYear(filters, value))}
            />
          ))}
        </Chips>
      </Section>
    </>
  )
}
