/** The rules of our own that no published plugin has. Each is small enough to be read in one look. */

/** @type {import('eslint').Rule.RuleModule} */
const castHasReason = {
  meta: {
    type: 'suggestion',
    docs: { description: 'A cast stands only at a parsed border, with a comment that says why it is safe.' },
    messages: {
      reason: 'Parse instead of casting, or say in a comment here or on the line above why the cast is safe.',
    },
    schema: [],
  },
  create(context) {
    const source = context.sourceCode
    const lastLines = new Set(
      source.getAllComments().flatMap((comment) => [comment.loc.end.line, comment.loc.end.line + 1]),
    )
    return {
      TSAsExpression(node) {
        const target = node.typeAnnotation
        const isConst = target.type === 'TSTypeReference' && target.typeName.name === 'const'
        if (isConst || lastLines.has(node.loc.start.line) || lastLines.has(node.loc.end.line)) return
        context.report({ node, messageId: 'reason' })
      },
    }
  },
}

/** @type {import('eslint').Rule.RuleModule} */
const disableHasReason = {
  meta: {
    type: 'suggestion',
    docs: { description: 'Who switches a check off says why, on the same line.' },
    messages: { reason: 'Say why after two dashes: eslint-disable-next-line rule -- reason' },
    schema: [],
  },
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          const text = comment.value.trim()
          if (/^eslint-disable/.test(text) && !/\s--\s+\S/.test(text)) {
            // reported at the line's start: a report inside the comment would be silenced by the comment itself
            context.report({ loc: { line: comment.loc.start.line, column: 0 }, messageId: 'reason' })
          }
        }
      },
    }
  },
}

module.exports = { rules: { 'cast-has-reason': castHasReason, 'disable-has-reason': disableHasReason } }
