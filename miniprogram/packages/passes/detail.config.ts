// the screen says what is sent, by useShareAppMessage; Taro looks for it in this file only
export default definePageConfig({ enableShareAppMessage: true })
