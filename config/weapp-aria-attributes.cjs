const aria = { 'aria-role': '', 'aria-label': '', 'aria-hidden': '' }

exports.components = { View: aria, Text: aria, Button: aria, Input: aria, Textarea: aria, Image: aria }
