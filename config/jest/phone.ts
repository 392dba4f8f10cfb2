/** The compiler replaces process.env.TARO_ENV in the app; in a test it is read at run time. */
process.env.TARO_ENV = 'h5'
