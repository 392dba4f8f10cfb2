// Taro's WeChat templates carry no aria attributes, so a screen reader would find nameless buttons. This build plugin
// adds the three that the app uses (miniprogram/components/host) to the templates and to the runtime's attribute list.
const path = require('node:path')
const { components } = require('./weapp-aria-attributes.cjs')

module.exports = (ctx) => {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform) {
      if (platform.template === undefined || platform.platform !== 'weapp') return
      platform.template.mergeComponents(ctx, components)
      const runtime = path.resolve(__dirname, 'weapp-aria-runtime.js')
      platform.runtimePath = [platform.runtimePath].flat().concat(runtime)
    },
  })
}
