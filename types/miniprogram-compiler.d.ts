/** WeChat's own compilers for WXML and WXSS; the package brings no types. */
declare module 'miniprogram-compiler' {
  interface Compiler {
    /** Compiles all templates below a folder. @throws Error with the compiler's message */
    wxmlToJs(root: string): string
    /** Compiles all style sheets below a folder. @throws Error with the compiler's message */
    wxssToJs(root: string): string
  }
  const compiler: Compiler
  export default compiler
}
