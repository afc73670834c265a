# For the tests of the bridge: an It named 'fails ...' must fail, one named 'skips ...' must be skipped, every other must pass.
BeforeDiscovery {
    Add-Content -LiteralPath $env:LVB_SAMPLE_LOG -Value 'found'
    $cases = @(@{ A = 1; B = @{ C = 'deep' } }, @{ A = 2; B = @{ C = 'down' } })
}

BeforeAll {
    Add-Content -LiteralPath $env:LVB_SAMPLE_LOG -Value 'ran'
    $fromFile = 'file'
}

Describe 'scopes' {
    It 'sees the file, and nothing of the bridge' { $fromFile | Should -Be 'file'; "$pipe$reader$writer$ids" | Should -BeNullOrEmpty }
    It 'takes its time' { Start-Sleep -Milliseconds 300 }
    It 'fails with a reason' { 1 | Should -Be 2 -Because 'the world is odd' }
    It 'fails by an error' { throw 'boom' }
    It 'has a name of its own' { }
    It 'has a name of its own' { }
    It 'is slow' -Tag Slow { }
    It 'writes to every stream' { 'output'; Write-Host host; Write-Warning warning; [Console]::Error.WriteLine('console'); 1 | Out-Default }
}

Describe 'data' {
    It 'of a table <A> <B.C>' -ForEach $cases { $A | Should -Be $_.A }
    It 'of values <_>' -ForEach 1, 'two' { $_ | Should -BeIn 1, 'two' }
    It 'with "quotes" and $signs and `<no> data <_>' -ForEach 1 { $_ | Should -Be 1 }
    It 'fails for each <_>' -ForEach 1, 2 { $_ | Should -Be 3 }
    Context 'of a block <A>' -ForEach $cases {
        It 'is there <A> <_>' -ForEach 'p', 'q' { $_ | Should -BeIn 'p', 'q' }
    }
}

Describe 'left out' {
    It 'skips this' -Skip { throw 'not reached' }
    It 'skips itself' { Set-ItResult -Skipped -Because 'it can not run here' }
    Context 'as a whole' -Skip {
        BeforeAll { throw 'not reached' }
        It 'skips with its block' { throw 'not reached' }
    }
}

Describe 'steps' {
    Context 'that fail first' {
        BeforeAll { throw 'no start' }
        It 'fails without running' { }
        Context 'deeper' {
            It 'fails there too' { }
        }
    }
    Context 'that fail last' {
        AfterAll { throw 'no end' }
        It 'ran before' { }
    }
}
