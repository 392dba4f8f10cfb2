/** Stands for the path that the compiler gives an image. */
export default '/asset'
