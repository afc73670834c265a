BeforeAll { throw 'the file does not start' }

Describe 'a file whose setup fails' {
    It 'fails' { }
}
