/** Stands for a plain style sheet, which no test looks at. */
export default {}
