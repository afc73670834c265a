# How blocks, steps and data work together. An It named 'fails ...' must fail, one named 'skips ...' must be skipped, every other must pass.
# The same in Pester 5.
BeforeDiscovery {
    $name = 'found before'
    $cases = @(@{ A = 1; B = @{ C = 'deep' } }, @{ A = 2; B = @{ C = 'down' } })
}

BeforeAll {
    $fromFile = 'file'
    $log = [System.Collections.Generic.List[string]]::new()
    function Get-Answer { 42 }
}

AfterAll {
    $log.Add('end')
}

Describe 'scopes' {
    BeforeAll { $fromBlock = 'block'; $counter = 0 }
    It 'sees file and block' { $fromFile | Should -Be 'file'; $fromBlock | Should -Be 'block'; Get-Answer | Should -Be 42 }
    It 'changes its own copy' { $counter++; $counter | Should -Be 1; $mine = 1 }
    It 'sees the block as it was' { $counter | Should -Be 0; $mine | Should -BeNullOrEmpty }
    It 'sees nothing of describing' { $name | Should -BeNullOrEmpty; $cases | Should -BeNullOrEmpty }
    It 'sees nothing of the runner' { "$Spec$Script$Test$Fixture$before$after$tests$all$parent" | Should -BeNullOrEmpty }
    It 'knows its place' { [System.IO.Path]::GetFileName($PSCommandPath) | Should -Be 'Blocks.Tests.ps1'; [System.IO.Path]::GetFileName($PSScriptRoot) | Should -Be 'Samples' }
    It 'may return early' { return; throw 'not reached' }
    It 'keeps a stray continue inside' { continue }
    It 'keeps a stray break inside' { break }
    It 'fails by an error' { throw 'boom' }
    It 'fails by a method' { [int]::Parse('x') }
    It 'fails by a missing command' { Get-NoSuchThingAtAll }
    It 'fails inside a pipeline' { 1, 2 | ForEach-Object { $_ | Should -Be 1 } }
    Context 'inside' {
        BeforeAll { $fromContext = 'context'; $fromBlock = 'changed' }
        It 'sees all' { "$fromFile $fromBlock $fromContext" | Should -Be 'file changed context' }
    }
    It 'sees nothing of the block inside' { $fromContext | Should -BeNullOrEmpty; $fromBlock | Should -Be 'block' }
}

Describe 'order of steps' {
    BeforeAll { $log.Clear(); $log.Add('all') }
    BeforeEach { $log.Add('each'); $shared = 'from each' }
    AfterEach { $log.Add("after $own") }
    AfterAll { $log.Add('all after') }
    It 'one' { $own = 'one'; $shared | Should -Be 'from each'; $log | Should -Be 'all', 'each' }
    Context 'inside' {
        BeforeAll { $log.Add('inner all') }
        BeforeEach { $log.Add('inner each') }
        AfterEach { $log.Add('inner after') }
        It 'two' { $own = 'two'; $log | Should -Be 'all', 'each', 'after one', 'inner all', 'each', 'inner each' }
    }
    It 'three' { $log | Should -Be 'all', 'each', 'after one', 'inner all', 'each', 'inner each', 'inner after', 'after two', 'each' }
}

Describe 'clean-up' {
    It 'came after all' { $log[-1] | Should -Be 'all after' }
}

Describe 'data' {
    It 'of a table <A> <B.C>' -ForEach $cases { $A | Should -Be $_.A; $B.C | Should -BeIn 'deep', 'down' }
    It 'by the older word <A>' -TestCases @{ A = 'x' } { $A | Should -Be 'x' }
    It 'of values <_>' -ForEach 1, 'two' { $_ | Should -BeIn 1, 'two' }
    It 'with "quotes" and $signs and `<no> data <_>' -ForEach 1 { $_ | Should -Be 1 }
    It 'fails for each <_>' -ForEach 1, 2 { $_ | Should -Be 3 }
    It 'fails because none is here' -ForEach @() { throw 'not reached' }
    Context 'of a block <A>' -ForEach $cases {
        BeforeAll { $twice = $A * 2 }
        BeforeEach { $each = $A }
        It 'is there <A> <_>' -ForEach 'p', 'q' { $twice | Should -Be ($A * 2); $each | Should -Be $A; $_ | Should -BeIn 'p', 'q' }
    }
    Context "made of <_>" -ForEach @('z') {
        It "<_> $_" { $_ | Should -Be 'z' }
    }
}

Describe 'left out' {
    It 'skips this' -Skip { throw 'not reached' }
    It 'skips it by a switch that is on' -Skip:$true { throw 'not reached' }
    It 'runs by a switch that is off' -Skip:$false { 1 | Should -Be 1 }
    It 'skips itself' { Set-ItResult -Skipped -Because 'it can not run here'; throw 'not reached' }
    Context 'as a whole' -Skip {
        BeforeAll { throw 'not reached' }
        It 'skips with its block' { throw 'not reached' }
    }
    Context 'one by one' {
        BeforeAll { throw 'not reached' }
        AfterAll { throw 'not reached' }
        It 'skips so that nothing is set up' -Skip { throw 'not reached' }
    }
}

Describe 'steps that fail' {
    BeforeAll { $log.Clear() }
    Context 'before all' {
        BeforeAll { throw 'no start' }
        AfterAll { $log.Add('cleaned') }
        It 'fails without running' { $log.Add('ran') }
        Context 'deeper' {
            It 'fails there too' { $log.Add('ran') }
        }
    }
    Context 'before each' {
        BeforeEach { throw 'no start' }
        AfterEach { $log.Add('cleaned each') }
        It 'fails before it runs' { $log.Add('ran') }
    }
    Context 'after each' {
        AfterEach { throw 'no end' }
        It 'fails after it ran' { $log.Add('ran once') }
    }
    It 'cleaned up all the same' { $log | Should -Be 'cleaned', 'cleaned each', 'ran once' }
}

Describe 'TestDrive' {
    BeforeAll { [System.IO.File]::WriteAllText("$TestDrive/kept.txt", 'x') }
    It 'is a folder of its own' { [System.IO.Directory]::Exists($TestDrive) | Should -BeTrue; [System.IO.File]::WriteAllText("$TestDrive/next.txt", 'y') }
    It 'keeps files inside the block' { [System.IO.File]::Exists("$TestDrive/kept.txt") | Should -BeTrue; [System.IO.File]::Exists("$TestDrive/next.txt") | Should -BeTrue }
    Context 'inside' {
        It 'keeps the files of the block around' { [System.IO.File]::Exists("$TestDrive/kept.txt") | Should -BeTrue; [System.IO.File]::WriteAllText("$TestDrive/inner.txt", 'z') }
    }
    It 'drops the files of the block inside' { [System.IO.File]::Exists("$TestDrive/inner.txt") | Should -BeFalse }
}
