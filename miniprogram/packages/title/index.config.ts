// the screen says what is sent, by useShareAppMessage and useShareTimeline; Taro looks for them in this file only
export default definePageConfig({ enableShareAppMessage: true, enableShareTimeline: true })
