# Disconnect-Lvb while calls of the connection are in flight elsewhere.

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Start-LvbEmulator -SampleData
}

AfterAll { $emulator | Stop-LvbEmulator }

Describe 'Disconnect-Lvb while calls are in flight' {
    BeforeEach {
        $connection = $emulator | Connect-Lvb -PassThru
        Set-LvbEmulatorFault -Emulator $emulator -Kind Delay -Time 30s
        $before = @(Get-LvbEmulatorRequest -Emulator $emulator).Count
    }

    AfterEach { Set-LvbEmulatorFault -Emulator $emulator -Clear }

    It 'ends them immediately as not connected, each as an error of its stream, and does not blame the server' {
        $shell = [powershell]::Create([initialsessionstate]::CreateDefault2())
        $null = $shell.AddScript('Import-Module $args[0]; 1..9 | Get-LvbChannelStatus -Connection $args[1] -ThrottleLimit 9').
            AddArgument((Get-Module TencentLvb).Path).AddArgument($connection)
        $running = $shell.BeginInvoke()
        $until = [datetime]::UtcNow.AddSeconds(20)
        while (@(Get-LvbEmulatorRequest -Emulator $emulator).Count -lt $before + 9 -and [datetime]::UtcNow -lt $until) {
            Start-Sleep -Milliseconds 50
        }
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        Disconnect-Lvb
        $null = $shell.EndInvoke($running)
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 10
        $problems = @($shell.Streams.Error)
        $problems | Should -HaveCount 9
        $problems.TargetObject | Should -Be (1..9)
        $problems | ForEach-Object {
            $_.FullyQualifiedErrorId | Should -BeLike 'LvbNotConnected*'
            $_.Exception.Message | Should -BeLike '*closed by Disconnect-Lvb*'
        }
        $shell.Runspace.Dispose()
        $shell.Dispose()
    }
}
