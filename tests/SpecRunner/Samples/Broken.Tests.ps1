# Breaks before its tests are known.
Describe 'broken' {
    throw 'cannot be described'
    It 'is never known' { }
}
