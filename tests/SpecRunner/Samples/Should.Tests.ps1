# What Should must do. An It named 'fails ...' must fail, one named 'skips ...' must be skipped, every other must pass. The same in Pester 5.
Describe 'Should' {
    Context 'Be' {
        It 'numbers' { 1 | Should -Be 1; 1 | Should -Be '1'; 1 | Should -Not -Be 2 }
        It 'text in any case' { 'a' | Should -Be 'A'; 'a' | Should -BeExactly 'a'; 'a' | Should -Not -BeExactly 'A' }
        It 'lists' { 1, 2 | Should -Be 1, 2; 1, 2 | Should -Be @(1, 2); , @(1, 2) | Should -Not -Be @(1, 2); 'a', 'b' | Should -BeExactly 'a', 'b' }
        It 'a generic list' { [System.Collections.Generic.List[int]]@(1, 2) | Should -Be @(1, 2) }
        It 'nothing' { $null | Should -Be $null; @() | Should -Be $null; @() | Should -Be @(); $null | Should -Be @() }
        It 'enums and times' { [System.DayOfWeek]::Monday | Should -Be 'Monday'; [timespan]'00:01:00' | Should -Be ([timespan]::FromMinutes(1)) }
        It 'a named value' { 1 | Should -Be -ExpectedValue 1; Should -ActualValue 1 -Be 1 }
        It 'fails on another number' { 1 | Should -Be 2 }
        It 'fails on another case' { 'a' | Should -BeExactly 'A' }
        It 'fails on another length' { 1, 2 | Should -Be 1, 2, 3 }
        It 'fails on another order' { 2, 1 | Should -Be 1, 2 }
        It 'fails on the same when negated' { 1 | Should -Not -Be 1 }
        It 'fails on null' { $null | Should -Be 1 }
        It 'fails on a value for null' { 1 | Should -Be $null }
        It 'fails with no input' { @() | Should -Be 1 }
    }
    Context 'truth' {
        It 'true' { $true | Should -BeTrue; 1 | Should -BeTrue; 'a' | Should -BeTrue; $false | Should -Not -BeTrue }
        It 'false' { $false | Should -BeFalse; 0 | Should -BeFalse; $null | Should -BeFalse; '' | Should -BeFalse; 1 | Should -Not -BeFalse }
        It 'fails on false' { $false | Should -BeTrue }
        It 'fails on true' { $true | Should -BeFalse }
        It 'fails on null as true' { $null | Should -BeTrue }
        It 'fails when one of several is false' { $true, $false | Should -BeTrue }
    }
    Context 'BeNullOrEmpty' {
        It 'nothing' { $null | Should -BeNullOrEmpty; '' | Should -BeNullOrEmpty; @() | Should -BeNullOrEmpty; @{} | Should -BeNullOrEmpty }
        It 'something' { 'a' | Should -Not -BeNullOrEmpty; 0 | Should -Not -BeNullOrEmpty; 1, 2 | Should -Not -BeNullOrEmpty; $false | Should -Not -BeNullOrEmpty; @{ a = 1 } | Should -Not -BeNullOrEmpty }
        It 'fails on something' { 'a' | Should -BeNullOrEmpty }
        It 'fails on nothing' { $null | Should -Not -BeNullOrEmpty }
        It 'fails on an empty list' { @() | Should -Not -BeNullOrEmpty }
    }
    Context 'BeOfType' {
        It 'types' { 1 | Should -BeOfType int; 1 | Should -BeOfType [int]; 1 | Should -BeOfType ([int]); 'a' | Should -Not -BeOfType int; 1 | Should -BeOfType System.ValueType }
        It 'each of several' { 1, 2 | Should -BeOfType int }
        It 'a made-up object' { [pscustomobject]@{ A = 1 } | Should -BeOfType pscustomobject }
        It 'fails on another type' { 'a' | Should -BeOfType int }
        It 'fails when one is another' { 1, 'a' | Should -BeOfType int }
        It 'fails on null' { $null | Should -BeOfType string }
        It 'fails on an unknown type' { 1 | Should -BeOfType NoSuchTypeAtAll }
    }
    Context 'order' {
        It 'greater' { 2 | Should -BeGreaterThan 1; 2 | Should -BeGreaterOrEqual 2; 1 | Should -Not -BeGreaterThan 1; [timespan]'00:00:02' | Should -BeGreaterThan ([timespan]'00:00:01') }
        It 'less' { 1 | Should -BeLessThan 2; 2 | Should -BeLessOrEqual 2; 2 | Should -Not -BeLessThan 2; 1 | Should -Not -BeGreaterOrEqual 2; 3 | Should -Not -BeLessOrEqual 2 }
        It 'fails on equal' { 1 | Should -BeGreaterThan 1 }
        It 'fails on greater' { 2 | Should -BeLessOrEqual 1 }
        It 'fails on less' { 0 | Should -BeGreaterOrEqual 1 }
        It 'fails on equal for less' { 1 | Should -BeLessThan 1 }
    }
    Context 'members' {
        It 'in' { 1 | Should -BeIn 1, 2; 'a' | Should -BeIn @('A'); 3 | Should -Not -BeIn 1, 2; 1, 2 | Should -BeIn 1, 2, 3 }
        It 'contains' { 1, 2 | Should -Contain 2; 'a', 'b' | Should -Contain 'B'; 1, 2 | Should -Not -Contain 3; 1 | Should -Contain 1 }
        It 'counts' { 1, 2 | Should -HaveCount 2; @() | Should -HaveCount 0; 'a' | Should -HaveCount 1; 1, 2 | Should -Not -HaveCount 3; , @(1, 2) | Should -HaveCount 1; $null | Should -HaveCount 1 }
        It 'fails when it is in no list' { 3 | Should -BeIn 1, 2 }
        It 'fails when one is not in' { 1, 3 | Should -BeIn 1, 2 }
        It 'fails when it contains it' { 1, 2 | Should -Not -Contain 1 }
        It 'fails when it does not contain it' { 1, 2 | Should -Contain 3 }
        It 'fails on another count' { 1, 2 | Should -HaveCount 3 }
        It 'fails on null as no item' { $null | Should -HaveCount 0 }
        It 'fails on no item as one' { @() | Should -HaveCount 1 }
    }
    Context 'patterns' {
        It 'wildcards' { 'abc' | Should -BeLike 'A*'; 'abc' | Should -Not -BeLike 'b*'; 'abc' | Should -BeLikeExactly 'a?c'; 'abc' | Should -Not -BeLikeExactly 'A*' }
        It 'regular expressions' { 'abc' | Should -Match '^A'; 'abc' | Should -MatchExactly '^a'; 'abc' | Should -Not -Match 'x'; 'abc' | Should -Not -MatchExactly 'A' }
        It 'each of several' { 'ab', 'ac' | Should -Match '^a' }
        It 'fails on another wildcard' { 'abc' | Should -BeLike 'b' }
        It 'fails on another expression' { 'abc' | Should -Match '^b' }
        It 'fails on another case' { 'abc' | Should -MatchExactly '^A' }
        It 'fails when one does not match' { 'ab', 'xc' | Should -Match '^a' }
    }
    Context 'Throw' {
        BeforeAll {
            function Stop-Here {
                [CmdletBinding()] param($Id = 'Here.1')
                $PSCmdlet.ThrowTerminatingError([System.Management.Automation.ErrorRecord]::new([System.InvalidOperationException]::new('it [ended] here'), $Id, 'NotSpecified', $null))
            }
            function Write-Here {
                [CmdletBinding()] param()
                $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new([System.Exception]::new('it went on'), 'Went', 'NotSpecified', $null))
            }
        }
        It 'anything' { { throw 'a' } | Should -Throw; { 1 } | Should -Not -Throw; { Stop-Here } | Should -Throw }
        It 'a message' { { throw 'abc' } | Should -Throw 'a*'; { throw 'abc' } | Should -Throw -ExpectedMessage '*B*'; { throw 'abc' } | Should -Throw abc }
        It 'an id' { { Stop-Here } | Should -Throw -ErrorId 'Here.1*'; { Stop-Here -Id x } | Should -Throw -ErrorId 'x,Stop-Here' }
        It 'a type' { { Stop-Here } | Should -Throw -ExceptionType ([System.InvalidOperationException]) }
        It 'gives the error' { $e = { Stop-Here } | Should -Throw -PassThru; $e.FullyQualifiedErrorId | Should -Be 'Here.1,Stop-Here'; $e | Should -BeOfType System.Management.Automation.ErrorRecord }
        It 'sees the variables of the test' { $expected = 'seen'; $match = 'too'; { throw "$expected $match" } | Should -Throw 'seen too' }
        It 'an error that goes on is none' { { Write-Here 2>$null } | Should -Not -Throw }
        It 'an error that goes on is one with Stop' { { Write-Here -ErrorAction Stop } | Should -Throw -ErrorId 'Went*' }
        It 'a missing command' { { Get-NoSuchThingAtAll } | Should -Throw -ErrorId 'CommandNotFoundException' }
        It 'a method that throws' { { [int]::Parse('x') } | Should -Throw -ErrorId 'FormatException' }
        It 'fails with no error' { { 1 } | Should -Throw }
        It 'fails with an error' { { throw 'a' } | Should -Not -Throw }
        It 'fails on another message' { { throw 'a' } | Should -Throw 'b' }
        It 'fails on another id' { { Stop-Here } | Should -Throw -ErrorId 'Other*' }
        It 'fails on the start of an id alone' { { Stop-Here } | Should -Throw -ErrorId 'Here.1' }
        It 'fails on another type' { { Stop-Here } | Should -Throw -ExceptionType ([System.ArgumentException]) }
        It 'fails on what is no script block' { 1 | Should -Throw }
    }
    Context 'because' {
        It 'is no matter when it holds' { 1 | Should -Be 1 -Because 'one is one' }
        It 'fails with it' { 1 | Should -Be 2 -Because 'the world is odd' }
    }
}
