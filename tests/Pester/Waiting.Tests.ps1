# Waiting for a state and for recorded files, on both services.
BeforeDiscovery { . $PSScriptRoot/Services.ps1 }

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Start-LvbEmulator
    $often = @{ PollInterval = '20ms' }

    # Runs a script in another runspace once the emulator has received the specified number of further status queries.
    function Start-AfterQueries([int]$Count, [string]$Script) {
        $runner = [powershell]::Create([initialsessionstate]::CreateDefault2())
        $null = $runner.AddScript(@'
param($module, $emulator, $count, $script, $ready)
Import-Module $module
function Wait-ForQueries($more) {
    $until = @(Get-LvbEmulatorRequest -Emulator $emulator).Count + $more
    $ready.Set()
    $patience = [System.Diagnostics.Stopwatch]::StartNew()
    while (@(Get-LvbEmulatorRequest -Emulator $emulator).Count -lt $until -and $patience.Elapsed.TotalSeconds -lt 60) {
        Start-Sleep -Milliseconds 5
    }
}
Wait-ForQueries $count
. ([scriptblock]::Create($script)) $emulator
'@).AddArgument((Get-Module TencentLvb).Path).AddArgument($emulator).AddArgument($Count).AddArgument($Script)
        $ready = [System.Threading.ManualResetEventSlim]::new()
        $null = $runner.AddArgument($ready)
        $running = $runner.BeginInvoke()
        $null = $ready.Wait(60000)
        @{ Shell = $runner; Running = $running }
    }

    function Stop-Runner($Runner) {
        $null = $Runner.Shell.EndInvoke($Runner.Running)
        $Runner.Shell.Runspace.Dispose()
        $Runner.Shell.Dispose()
    }

    function Get-Count([string]$Interface) { @(Get-LvbEmulatorRequest -Emulator $emulator -Interface $Interface).Count }
}

AfterAll {
    Disconnect-Lvb
    Stop-LvbEmulator -Emulator $emulator
}

Describe 'Wait-LvbChannel on <Service>' -ForEach $services {
    BeforeAll { Connect-Lvb -Emulator $emulator -Api $Api -MaximumRetryCount 0 }

    BeforeEach {
        foreach ($id in '8888_a', '8888_b') { Set-LvbEmulatorStream -Emulator $emulator -StreamId $id -State Live }
        Set-LvbEmulatorStream -Emulator $emulator -StreamId 8888_off -State Live
        Set-LvbEmulatorStream -Emulator $emulator -StreamId 8888_off -State NoInput
    }

    AfterEach {
        Set-LvbEmulatorFault -Emulator $emulator -Clear
    }

    It 'emits immediately what is already in the state' {
        $before = Get-Count $Wire.Status
        $states = @('8888_a', '8888_b' | Wait-LvbChannel -Timeout 30s)
        $states | Should -HaveCount 2
        $states[0] | Should -BeOfType 'TencentLvb.ChannelStatus'
        $states.Status | Should -Be @('Live', 'Live')
        (Get-Count $Wire.Status) - $before | Should -Be 2
    }

    It 'waits for many streams at once, also for those that were never pushed' {
        $runner = Start-AfterQueries 6 ('param($e) Set-LvbEmulatorStream -Emulator $e -StreamId 8888_off -State Live; ' +
            'Set-LvbEmulatorStream -Emulator $e -StreamId 8888_new1 -State Live')
        $states = @(Wait-LvbChannel 8888_off, 8888_new1 -Status Live -Timeout 60s @often)
        Stop-Runner $runner
        $states | Should -HaveCount 2
        $states.StreamId | Should -Contain '8888_off'
        $states.StreamId | Should -Contain '8888_new1'
    }

    It 'accepts NoInput after three responses in a row' {
        $before = Get-Count $Wire.Status
        (Wait-LvbChannel 8888_off -Status NoInput -Timeout 60s @often).Status | Should -Be 'NoInput'
        (Get-Count $Wire.Status) - $before | Should -Be 3
    }

    It 'starts counting again when a stream returned in between' {
        $runner = Start-AfterQueries 1 ('param($e) Set-LvbEmulatorStream -Emulator $e -StreamId 8888_off -State Live; Wait-ForQueries 2; ' +
            'Set-LvbEmulatorStream -Emulator $e -StreamId 8888_off -State NoInput')
        $before = Get-Count $Wire.Status
        (Wait-LvbChannel 8888_off -Status NoInput -Timeout 60s -PollInterval 200ms).Status | Should -Be 'NoInput'
        Stop-Runner $runner
        (Get-Count $Wire.Status) - $before | Should -BeGreaterThan 4
    }

    It 'ends with the first of several states' {
        Set-LvbChannelStatus 8888_b -Status Disabled
        (Wait-LvbChannel 8888_b -Status Live, Disabled -Timeout 60s @often).Status | Should -Be 'Disabled'
        Set-LvbChannelStatus 8888_b -Status Enabled
    }

    It 'writes one error for each stream that does not reach the state in time, and processes the others' {
        $states = @('8888_off', '8888_a', '8888_new2' |
            Wait-LvbChannel -Timeout 200ms @often -ErrorAction SilentlyContinue -ErrorVariable failures)
        $states.StreamId | Should -Be '8888_a'
        $failures | Should -HaveCount 2
        $failures.TargetObject | Should -Be @('8888_off', '8888_new2')
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'LvbTimeout,*'
        $failures[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
        $failures[0].Exception.Message | Should -BeLike '*8888_off*did not become Live*NoInput*'
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike '*-Timeout*'
    }

    It 'checks once with -Timeout 0s' {
        $before = Get-Count $Wire.Status
        (Wait-LvbChannel 8888_a -Timeout 0s).Status | Should -Be 'Live'
        { Wait-LvbChannel 8888_off -Timeout 0s -ErrorAction Stop } | Should -Throw -ErrorId 'LvbTimeout*'
        (Get-Count $Wire.Status) - $before | Should -Be 2
    }

    It 'continues after transient failures' {
        Set-LvbEmulatorFault -Emulator $emulator -Interface $Wire.Status -Kind Http503 -Count 2
        (Wait-LvbChannel 8888_a -Timeout 60s @often).Status | Should -Be 'Live'
    }

    It 'reports the latest failure at the time-out' {
        Set-LvbEmulatorFault -Emulator $emulator -Interface $Wire.Status -Kind SystemError -Rate 1
        $null = Wait-LvbChannel 8888_a -Timeout 200ms @often -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'LvbTimeout,*'
        $failures[0].Exception.Message | Should -BeLike @{ V2 = '*1201*'; V3 = '*InternalError*' }[$Api]
    }

    It 'ends after a permanent error, for that stream only' {
        $never = Wait-LvbChannel 8888_never -Status NoInput -Timeout 60s @often -ErrorAction SilentlyContinue -ErrorVariable failures
        if ($Api -eq 'V2') { $failures[0].FullyQualifiedErrorId | Should -BeLike 'LvbApi.20601,*' }
        else { $never.Status | Should -Be 'NoInput' }
        Set-LvbEmulatorFault -Emulator $emulator -Interface $Wire.Status -Kind SignInvalid -Count 1
        $states = @(Wait-LvbChannel 8888_a,
            8888_b -Timeout 60s -ThrottleLimit 1 @often -ErrorAction SilentlyContinue -ErrorVariable failures)
        $states.StreamId | Should -Be '8888_b'
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'LvbSignatureInvalid,*'
    }

    It 'does not wait forever for a stream that is banned' {
        Set-LvbChannelStatus 8888_b -Status Disabled
        $null = Wait-LvbChannel 8888_b @often -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'LvbTimeout,*'
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike '*Set-LvbChannelStatus -StreamId ''8888_b'' -Status Enabled*'
        Set-LvbChannelStatus 8888_b -Status Enabled
    }

    It 'finishes each stream before the next one with -ThrottleLimit 1' {
        $taken = [System.Collections.Generic.List[string]]::new()
        '8888_a', '8888_b' | ForEach-Object { $taken.Add("in $_"); $_ } | Wait-LvbChannel -ThrottleLimit 1 -Timeout 60s |
            ForEach-Object { $taken.Add("out $($_.StreamId)") }
        $taken | Should -Be @('in 8888_a', 'out 8888_a', 'in 8888_b', 'out 8888_b')
    }

    It 'ends immediately when it is stopped' {
        $waiter = [powershell]::Create([initialsessionstate]::CreateDefault2())
        try {
            $wait = 'Import-Module $args[0]; Connect-Lvb -Emulator $args[1] -Api $args[2]; Wait-LvbChannel 8888_off -PollInterval 1h'
            $null = $waiter.AddScript($wait).AddArgument((Get-Module TencentLvb).Path).AddArgument($emulator).AddArgument($Api)
            $before = Get-Count $Wire.Status
            $running = $waiter.BeginInvoke()
            $limit = [System.Diagnostics.Stopwatch]::StartNew()
            while ((Get-Count $Wire.Status) -eq $before -and $limit.Elapsed.TotalSeconds -lt 30) { Start-Sleep -Milliseconds 10 }
            (Get-Count $Wire.Status) - $before | Should -Be 1
            $waiter.Stop()
            $running.IsCompleted | Should -BeTrue
            $waiter.InvocationStateInfo.State | Should -Be 'Stopped'
        }
        finally {
            $waiter.Runspace.Dispose()
            $waiter.Dispose()
        }
    }

    It 'refuses <Name>' -ForEach @(
        @{ Name = 'a pause of zero'; Try = { Wait-LvbChannel 8888_a -PollInterval 0s } }
        @{ Name = 'a negative time'; Try = { Wait-LvbChannel 8888_a -Timeout ([timespan]::FromSeconds(-1)) } }
    ) {
        $Try | Should -Throw -ErrorId 'LvbInvalidArgument*'
    }
}

Describe 'Wait-LvbTapeFile on <Service>' -ForEach $services {
    BeforeAll {
        $template = @{ V2 = @{}; V3 = @{ RecordTemplate = @{ mp4 = 1 } } }[$Api]
        Connect-Lvb -Emulator $emulator -Api $Api -MaximumRetryCount 0 @template
        $tape = "8888_tape_$Api"
    }

    BeforeEach {
        Set-LvbEmulatorStream -Emulator $emulator -StreamId $tape -State Live
    }

    It 'accepts a task from the pipeline, and emits its file' {
        $task = Start-LvbTape $tape -RealTime -Duration 5m -FileFormat mp4
        Start-Sleep -Milliseconds 1100
        $stop = "param(`$e) Connect-Lvb -Emulator `$e -Api $Api; Stop-LvbTape $tape -TaskId $($task.TaskId) -RealTime"
        $runner = Start-AfterQueries 2 $stop
        $files = @($task | Wait-LvbTapeFile -Timeout 60s @often)
        Stop-Runner $runner
        $files | Should -HaveCount 1
        $files[0] | Should -BeOfType 'TencentLvb.TapeFile'
        $files[0].TaskId | Should -Be @{ V2 = $task.TaskId; V3 = $null }[$Api]
    }

    It 'emits what ended after -StartTime when no task is specified' {
        $started = [DateTimeOffset]::Now
        $task = Start-LvbTape $tape -RealTime -Duration 5m -FileFormat mp4
        Start-Sleep -Milliseconds 1100
        $task | Stop-LvbTape
        (Wait-LvbTapeFile $tape -StartTime $started -Timeout 60s @often)[-1].StreamId | Should -Be $tape
    }

    It 'writes an error when nothing is listed in time' {
        $null = Wait-LvbTapeFile 8888_silent -Timeout 100ms @often -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'LvbTimeout,*'
        $failures[0].TargetObject | Should -Be '8888_silent'
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike '*Get-LvbTapeFile -StreamId ''8888_silent''*'
        $null = Wait-LvbTapeFile 8888_silent -TaskId 1 -StartTime ([DateTimeOffset]::Now) -Timeout 100ms @often `
            -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures[0].Exception.Message | Should -BeLike '*(task 1)*'
    }

    It 'ends on time even if the recording is a later one' {
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        $null = Wait-LvbTapeFile $tape -TaskId 1 -StartTime ([DateTimeOffset]::Now.AddMinutes(
            1)) -Timeout 500ms -ErrorAction SilentlyContinue -ErrorVariable failures
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'LvbTimeout,*'
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 30
    }
}
