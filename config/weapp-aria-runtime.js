// Bundled into the WeChat app by weapp-aria.cjs: the same attributes, for the running app.
import { mergeInternalComponents } from '@tarojs/shared'
import { components } from './weapp-aria-attributes.cjs'

mergeInternalComponents(components)
