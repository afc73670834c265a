Describe 'some' {
    It 'runs anywhere' { 1 | Should -Be 1 }
    It 'needs the whole shell' -Tag FullShell { Get-Date | Should -Not -BeNullOrEmpty }
}
Describe 'all' -Tag FullShell {
    It 'needs it by its block' { Get-Date | Should -Not -BeNullOrEmpty }
}
