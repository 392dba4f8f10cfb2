import { fillSlip } from '../../miniprogram/lib/print-slip'

test('a slip is texts only, whatever a title holds, and names its paper’s width', () => {
  const page = document.implementation.createHTMLDocument()
  fillSlip(page, {
    title: '借书凭单',
    head: ['读者证尾号 0001'],
    items: [{ title: '<img src=x onerror=alert(1)>', lines: ['10200001'] }],
    foot: '共 1 册',
  })

  expect(page.querySelector('img')).toBeNull()
  expect(page.querySelector('li b')?.textContent).toBe('<img src=x onerror=alert(1)>')
  expect(page.querySelector('style')?.textContent).toContain('max-width: 74mm')
  expect(page.body.textContent).toContain('尾号 0001')
})
