const { default: Sequencer } = require('@jest/test-sequencer')

/** What takes minutes begins first, so that the other worker has the rest meanwhile; a fresh clone knows no times yet. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const isStory = ({ path }) => path.includes('/scenarios/')
    const sorted = super.sort(tests)
    return [...sorted.filter(isStory), ...sorted.filter((test) => !isStory(test))]
  }
}
