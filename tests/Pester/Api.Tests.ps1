# Invoke-LvbApi, for interfaces without a cmdlet. First what applies to both services, then API 2.0; API 3.0: InvokeApi3.Tests.ps1.
BeforeDiscovery { . $PSScriptRoot/Services.ps1 }

BeforeAll {
    . $PSScriptRoot/Common.ps1
    $emulator = Start-LvbEmulator -SampleData
    function Get-Refusal([scriptblock]$Command) {
        $ErrorActionPreference = 'Stop'
        try { & $Command | Out-Null } catch { return $_ }
    }
    function Get-Last { @(Get-LvbEmulatorRequest -Emulator $emulator)[-1] }
    function Get-RequestCount { @(Get-LvbEmulatorRequest -Emulator $emulator).Count }
}

AfterAll {
    Disconnect-Lvb
    $emulator | Stop-LvbEmulator
}

Describe 'Invoke-LvbApi on <Service>' -ForEach $services {
    BeforeAll {
        $emulator | Connect-Lvb -Api $Api

        # A query about a stream and its response, a query that is refused, a change, and an unknown interface.
        $place = @{ AppName = 'live'; DomainName = 'push.example.com' }
        $calls = @{
            V2 = @{
                Query = @{ Interface = 'Live_Channel_GetStatus'; Parameter = @{ channel_id = '8888_news' } }
                Read = { $args[0].status -eq 1 }
                Refused = @{ Interface = 'Live_Channel_GetStatus'; Parameter = @{ channel_id = 'nobody' } }
                Code = '20601'
                Change = @{ Interface = 'Live_Channel_SetStatus'; Parameter = @{ channel_id = '8888_concert'; status = 0 } }
                Cut = @{ Interface = 'Live_Channel_SetStatus'; Parameter = @{ channel_id = '8888_concert'; status = 2 } }
                Unknown = 'Live_New_Thing'
            }
            V3 = @{
                Query = @{ Interface = 'DescribeLiveStreamState'; Parameter = $place + @{ StreamName = '8888_news' } }
                Read = { $args[0].StreamState -eq 'active' }
                Refused = @{ Interface = 'DescribeLiveStreamState'; Parameter = @{ StreamName = 'nobody' } }
                Code = 'MissingParameter'
                Change = @{ Interface = 'ForbidLiveStream'; Parameter = $place + @{ StreamName = '8888_concert' } }
                Cut = @{ Interface = 'DropLiveStream'; Parameter = $place + @{ StreamName = '8888_concert' } }
                Unknown = 'ModifyNewThing'
            }
        }[$Api]
        $query, $refused, $change, $cut = $calls.Query, $calls.Refused, $calls.Change, $calls.Cut
    }

    AfterEach { Set-LvbEmulatorFault -Emulator $emulator -Clear }

    It 'emits the contents of the response' {
        $answer = Invoke-LvbApi @query
        & $calls.Read $answer | Should -BeTrue
        (Get-Last).Interface | Should -Be $query.Interface
    }

    It 'fails with the code of the service, and the interface as target' {
        $failed = Get-Refusal { Invoke-LvbApi @refused }
        $failed.FullyQualifiedErrorId | Should -BeLike "LvbApi.$($calls.Code),*"
        $failed.TargetObject | Should -Be $refused.Interface
        $failed.Exception.Interface | Should -Be $refused.Interface
        $failed.Exception.Code | Should -Be $calls.Code
        if ($Api -eq 'V2') { $failed.Exception.Ret | Should -Be 20601 } else { $failed.Exception.Ret | Should -BeNullOrEmpty }
    }

    It 'sends an unknown interface once: <_>' -ForEach 'DropAfterReading', 'Reset', 'HalfAnswer', 'Http500', 'Http503' {
        Set-LvbEmulatorFault -Emulator $emulator -Interface '*' -Kind $_ -Count 1
        $before = Get-RequestCount
        (Get-Refusal { Invoke-LvbApi $calls.Unknown }).FullyQualifiedErrorId | Should -BeLike 'LvbAmbiguousOutcome*'
        (Get-RequestCount) - $before | Should -Be 1
    }

    It 'retries a query, and cuts a stream only once' {
        Set-LvbEmulatorFault -Emulator $emulator -Interface $query.Interface -Kind DropAfterReading -Count 1
        & $calls.Read (Invoke-LvbApi @query) | Should -BeTrue
        Set-LvbEmulatorFault -Emulator $emulator -Interface $cut.Interface -Kind DropAfterReading -Count 1
        $before = Get-RequestCount
        (Get-Refusal { Invoke-LvbApi @cut }).FullyQualifiedErrorId | Should -BeLike 'LvbAmbiguousOutcome*'
        (Get-RequestCount) - $before | Should -Be 1
    }

    It 'sends nothing under -WhatIf' {
        $before = Get-RequestCount
        Invoke-LvbApi @change -WhatIf | Should -BeNullOrEmpty
        Invoke-LvbApi @query -WhatIf | Should -BeNullOrEmpty
        Get-RequestCount | Should -Be $before
    }

    It 'runs queries even in a script with -WhatIf' {
        $WhatIfPreference = $true
        & $calls.Read (Invoke-LvbApi @query) | Should -BeTrue
        $before = Get-RequestCount
        Invoke-LvbApi @change | Should -BeNullOrEmpty
        Get-RequestCount | Should -Be $before
    }
}

Describe 'Invoke-LvbApi on API 2.0' {
    BeforeAll { $emulator | Connect-Lvb }

    It 'emits the rows of an output that is an array' {
        $row = Invoke-LvbApi Live_Channel_GetStatus @{ channel_id = '8888_news' }
        $row.status | Should -Be 1
        $row.status | Should -BeOfType [long]
        (Get-Last).Query | Should -BeLike '*interface=Live_Channel_GetStatus&Param.s.channel_id=8888_news&*'
    }

    It 'emits an output that is an object, with its contents' {
        $output = Invoke-LvbApi Live_Channel_GetChannelList -Parameter @{ page_size = 10; page_no = 1 }
        $output.all_count | Should -BeGreaterThan 5
        @($output.channel_list).Count | Should -BeGreaterThan 5
        $output.channel_list[0].channel_id | Should -BeLike '8888_*'
        (Get-Last).Query | Should -BeLike '*&Param.n.page_no=1&Param.n.page_size=10&*'
    }

    It 'sends statistics as a cmd' {
        (Invoke-LvbApi Get_LiveStat @{ stream_id = '8888_news' }).stream_info[0].stream_name | Should -Be '8888_news'
        (Get-Last).Query | Should -BeLike 'cmd=*&interface=Get_LiveStat&*'
        Invoke-LvbApi Get_LiveStat @{ stream_id = 'nobody' } | Should -BeNullOrEmpty
    }

    It 'keeps every digit of a task ID' {
        $task = Invoke-LvbApi Live_Tape_Start @{ channel_id = '8888_news'; start_time = '2030-01-01 00:00:00'
            end_time = '2030-01-01 01:00:00' }
        $task.task_id | Should -BeOfType [ulong]
        Invoke-LvbApi Live_Tape_Stop @{ channel_id = '8888_news'; task_id = $task.task_id } | Should -BeNullOrEmpty
        (Get-Last).Query | Should -BeLike "*&Param.n.task_id=$($task.task_id)&*"
    }

    It 'sends wire names unchanged, and unknown short names by their type' {
        Invoke-LvbApi Live_Channel_GetStatus @{ 'Param.s.channel_id' = '8888_news'; colour = 'red'; weight = 7 } | Out-Null
        (Get-Last).Query | Should -BeLike '*&Param.n.weight=7&Param.s.channel_id=8888_news&Param.s.colour=red&*'
    }

    It 'posts a body' {
        $body = @{
            timestamp = [System.DateTimeOffset]::UtcNow.ToUnixTimeSeconds(); eventId = 77
            interface = @{ interfaceName = 'Mix_StreamV2'; para = @{
                    app_id = $emulator.AppId; interface = 'mix_streamv2.start_mix_stream_advanced'; mix_stream_session_id = 'raw'
                        output_stream_id = '8888_news'
                    input_stream_list = @(@{ input_stream_id = '8888_news'; layout_params = @{ image_layer = 1 } },
                        @{ input_stream_id = '8888_sports'; layout_params = @{ image_layer = 2 } })
                }
            }
        }
        (Invoke-LvbApi Mix_StreamV2 -Body $body).event_id | Should -Be 77
        (Get-Last).Method | Should -Be 'POST'
        Stop-LvbStreamMix raw 8888_news
    }

    It 'refuses <Name>, and sends nothing' -ForEach @(
        @{ Name = 'the account'; Parameter = @{ appid = 1 } }
        @{ Name = 'a signature'; Parameter = @{ Sign = 'x' } }
        @{ Name = 'an expiry time'; Parameter = @{ t = 1 } }
        @{ Name = 'another interface'; Parameter = @{ interface = 'x' } }
        @{ Name = 'a boolean'; Parameter = @{ on = $true } }
        @{ Name = 'a time'; Parameter = @{ start_time = [datetime]'2026-01-01' } }
        @{ Name = 'a null value'; Parameter = @{ a = $null } }
        @{ Name = 'a list'; Parameter = @{ a = 1, 2 } }
    ) {
        $before = Get-RequestCount
        $refusal = Get-Refusal { Invoke-LvbApi Live_Channel_GetStatus -Parameter $Parameter }
        $refusal.FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument*'
        $refusal.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        Get-RequestCount | Should -Be $before
    }

    It 'refuses a body that is not JSON, an invalid name, and the wrong host' {
        foreach ($command in { Invoke-LvbApi X -Body 'no json' }, { Invoke-LvbApi 'a b' },
            { Invoke-LvbApi Live_Channel_GetStatus -Statistics }) {
            (Get-Refusal $command).FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument*'
        }
    }

    It 'names the command that shows what an interrupted call has done: <Interface>' -ForEach @(
        @{ Interface = 'Live_Tape_Start'; Parameter = @{ channel_id = "8888_it's" }; Look = "*Get-LvbTapeFile -StreamId '8888_it''s'" }
        @{ Interface = 'Live_New_Thing'; Parameter = @{ channel_id = '8888_news' }; Look = "*Get-LvbChannelStatus -StreamId '8888_news'" }
        @{ Interface = 'Live_Queue_Get'; Parameter = @{ bid = 100 }; Look = '*Get-LvbScreenshot *' }
        @{ Interface = 'Live_New_Thing'; Parameter = @{ colour = 'red' }; Look = 'Check whether the call took effect*' }
    ) {
        Set-LvbEmulatorFault -Emulator $emulator -Interface '*' -Kind DropAfterReading -Count 1
        $failed = Get-Refusal { Invoke-LvbApi $Interface $Parameter }
        $failed.FullyQualifiedErrorId | Should -BeLike 'LvbAmbiguousOutcome*'
        $failed.ErrorDetails.RecommendedAction | Should -BeLike $Look
    }
}
