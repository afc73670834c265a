Describe 'what is never found' {
    It 'passes' { }
}
throw 'it cannot be read'
