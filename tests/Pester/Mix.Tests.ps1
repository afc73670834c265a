# Stream mixing, on both services: Mix_StreamV2, and CreateCommonMixStream with CancelCommonMixStream.
BeforeDiscovery { . $PSScriptRoot/Services.ps1 }

BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Services.ps1
    $emulator = Start-LvbEmulator -SampleData
    $inputs = @(New-LvbMixInput 8888_news -Layer 1; New-LvbMixInput 8888_sports -Layer 2 -Width 0.3 -Height 240 -X 10 -Y 20)
    function Get-Refusal([scriptblock]$Command) {
        try { & $Command | Out-Null } catch { return $_ }
    }
    function Get-Body { @(Get-LvbEmulatorRequest -Emulator $emulator)[-1].Body }

    # The parameters of the last request about the mix.
    function Get-Mix {
        $body = Get-Body | ConvertFrom-Json
        if ($Api -eq 'V2') { $body.interface.para } else { $body }
    }

    function Get-RequestCount { @(Get-LvbEmulatorRequest -Emulator $emulator).Count }
}

AfterAll {
    Disconnect-Lvb
    $emulator | Stop-LvbEmulator
}

Describe 'New-LvbMixInput' {
    It 'keeps the specified values' {
        $canvas = New-LvbMixInput canvas1 -Layer 1 -Type Canvas -Width 1280 -Height 720 -Color '#336699'
        "$($canvas.StreamId) $($canvas.Layer) $($canvas.Type) $($canvas.Width) $($canvas.Height) $($canvas.Color)" |
            Should -Be 'canvas1 1 Canvas 1280 720 0x336699'
        $crop = New-LvbMixInput 8888_a -Layer 16 -CropWidth 10 -CropHeight 20 -CropX 1 -CropY 2
        "$($crop.CropWidth) $($crop.CropHeight) $($crop.CropX) $($crop.CropY)" | Should -Be '10 20 1 2'
        (New-LvbMixInput logo -Layer 2 -Type Picture -PictureId 12).PictureId | Should -Be 12
        (New-LvbMixInput canvas1 -Layer 1 -Type Canvas -Color 0x00ff00).Color | Should -Be '0x00FF00'
    }

    It 'accepts streams and layers from the pipeline' {
        $rows = [pscustomobject]@{ StreamId = '8888_a'; Layer = 1 }, [pscustomobject]@{ ChannelId = '8888_b'; Layer = '2' }
        $made = $rows | New-LvbMixInput
        "$($made.StreamId) $($made.Layer)" | Should -Be '8888_a 8888_b 1 2'
    }

    It 'refuses <Name>' -ForEach @(
        @{ Name = 'a width between pixels and fraction'; Arguments = @{ Width = 0.995 } }
        @{ Name = 'a width beyond 3000'; Arguments = @{ Width = 3001 } }
        @{ Name = 'a negative position'; Arguments = @{ X = -1 } }
        @{ Name = 'a crop with only one size'; Arguments = @{ CropWidth = 10 } }
        @{ Name = 'a picture without its ID'; Arguments = @{ Type = 'Picture' } }
        @{ Name = 'a picture ID without a picture'; Arguments = @{ PictureId = 1 } }
        @{ Name = 'a color without a canvas'; Arguments = @{ Color = '#000000' } }
        @{ Name = 'no colour'; Arguments = @{ Type = 'Canvas'; Color = 'red' } }
    ) {
        (Get-Refusal { New-LvbMixInput 8888_a -Layer 2 @Arguments }).FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument*'
    }

    It 'refuses layer <Layer>' -ForEach @(@{ Layer = 0 }, @{ Layer = 17 }) {
        Get-Refusal { New-LvbMixInput 8888_a -Layer $Layer } | Should -Not -BeNullOrEmpty
    }
}

Describe 'Start-LvbStreamMix on <Service>' -ForEach $services {
    BeforeAll { Connect-Lvb -Emulator $emulator -Api $Api }

    It 'mixes the streams of the pipeline, and emits what it mixed' {
        $mix = $inputs | Start-LvbStreamMix -SessionId show_1 -OutputStreamId 8888_news
        $mix.SessionId | Should -Be 'show_1'
        $mix.OutputStreamId | Should -Be '8888_news'
        $mix.InputStreamId | Should -Be '8888_news', '8888_sports'
        $request = @(Get-LvbEmulatorRequest -Emulator $emulator)[-1]
        $request.Method | Should -Be 'POST'
        $request.Interface | Should -Be $Wire.StartMix
        $sent = Get-Mix
        if ($Api -eq 'V2') {
            $sent.app_id | Should -Be $emulator.AppId
            $sent.interface | Should -Be 'mix_streamv2.start_mix_stream_advanced'
            "$($sent.mix_stream_session_id) $($sent.output_stream_id)" | Should -Be 'show_1 8888_news'
            $sent.input_stream_list.input_stream_id | Should -Be '8888_news', '8888_sports'
            $layout = $sent.input_stream_list[1].layout_params
            "$($layout.image_layer) $($layout.input_type) $($layout.image_width) $($layout.image_height)" | Should -Be '2 0 0.3 240'
            "$($layout.location_x) $($layout.location_y)" | Should -Be '10 20'
        }
        else {
            "$($sent.MixStreamSessionId) $($sent.OutputParams.OutputStreamName)" | Should -Be 'show_1 8888_news'
            $sent.InputStreamList.InputStreamName | Should -Be '8888_news', '8888_sports'
            $layout = $sent.InputStreamList[1].LayoutParams
            "$($layout.ImageLayer) $($layout.InputType) $($layout.ImageWidth) $($layout.ImageHeight)" | Should -Be '2 0 0.3 240'
            "$($layout.LocationX) $($layout.LocationY)" | Should -Be '10 20'
        }

        $mix | Stop-LvbStreamMix
    }

    It 'creates a separate stream with -NewStream' {
        $mix = Start-LvbStreamMix show_2 8888_new -NewStream -Bitrate 1500 -TemplateId 10 -InputStream $inputs
        $sent = Get-Mix
        if ($Api -eq 'V2') {
            "$($sent.output_stream_type) $($sent.output_stream_bitrate) $($sent.mix_stream_template_id)" | Should -Be '1 1500 10'
        }
        else {
            "$($sent.OutputParams.OutputStreamType) $($sent.OutputParams.OutputStreamBitRate) $($sent.MixStreamTemplateId)" |
                Should -Be '1 1500 10'
        }
        $mix | Stop-LvbStreamMix -PassThru | ForEach-Object { $_.InputStreamId } | Should -Be '8888_news', '8888_sports'
    }

    It 'refuses <Name>, and sends nothing' -ForEach @(
        @{ Name = 'a session ID with a space'; Arguments = @{ SessionId = 'a b'; OutputStreamId = '8888_news' } }
        @{ Name = 'a session id of 81 letters'; Arguments = @{ SessionId = 'a' * 81; OutputStreamId = '8888_news' } }
        @{ Name = 'an output of 81 bytes'; Arguments = @{ SessionId = 'a'; OutputStreamId = 'a' * 81 } }
        @{ Name = 'an output that is not an input'; Arguments = @{ SessionId = 'a'; OutputStreamId = '8888_else' } }
        @{ Name = 'a new stream that is an input'; Arguments = @{ SessionId = 'a'; OutputStreamId = '8888_news'; NewStream = $true } }
        @{ Name = 'seventeen inputs'; Arguments = @{ SessionId = 'a'; OutputStreamId = 's1' }; Count = 17 }
    ) {
        $given = if ($Count) { 1..$Count | ForEach-Object { New-LvbMixInput "s$_" -Layer 1 } } else { $inputs }
        $before = Get-RequestCount
        $refusal = Get-Refusal { $given | Start-LvbStreamMix @Arguments }
        $refusal.FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument*'
        $refusal.TargetObject | Should -Be $Arguments.SessionId
        Get-RequestCount | Should -Be $before
    }

    # The session ID is the key of a mix of API 3.0: the same start again sets the same layout.
    It 'is sent once when the response is lost, and reports what may run, where a second start would be another mix' {
        Set-LvbEmulatorFault -Emulator $emulator -Interface $Wire.StartMix -Kind DropAfterProcessing -Count 1
        $before = Get-RequestCount
        $mix = $inputs | Start-LvbStreamMix -SessionId show_3 -OutputStreamId 8888_news -ErrorAction SilentlyContinue -ErrorVariable failed
        (Get-RequestCount) - $before | Should -Be @{ V2 = 1; V3 = 2 }[$Api]
        if ($Api -eq 'V2') {
            $mix | Should -BeNullOrEmpty
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'LvbAmbiguousOutcome*'
            $failed[0].TargetObject | Should -Be 'show_3'
            $look = "*Stop-LvbStreamMix -SessionId 'show_3' -OutputStreamId '8888_news'*"
            $failed[0].ErrorDetails.RecommendedAction | Should -BeLike $look
        }
        else { $mix.SessionId | Should -Be 'show_3' }

        Stop-LvbStreamMix show_3 8888_news
    }

    It 'refuses values that are too large for the service, and sends nothing' {
        $large = @(New-LvbMixInput 8888_news -Layer 1; New-LvbMixInput 8888_sports -Layer 2 -Width 2400 -Height 1200)
        $before = Get-RequestCount
        $refusal = Get-Refusal { $large | Start-LvbStreamMix -SessionId large -OutputStreamId 8888_news -ErrorAction Stop }
        $fast = Get-Refusal { $inputs | Start-LvbStreamMix -SessionId fast -OutputStreamId 8888_news -Bitrate 12000 -ErrorAction Stop }
        if ($Api -eq 'V2') {
            "$refusal$fast" | Should -BeNullOrEmpty
            Stop-LvbStreamMix large 8888_news
            Stop-LvbStreamMix fast 8888_news
            return
        }

        $refusal.FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument*'
        "$refusal $($refusal.ErrorDetails.RecommendedAction)" | Should -BeLike '*2000*'
        $fast.FullyQualifiedErrorId | Should -BeLike 'LvbInvalidArgument*'
        "$fast $($fast.ErrorDetails.RecommendedAction)" | Should -BeLike '*10000*'
        Get-RequestCount | Should -Be $before
    }

    It 'sends nothing under -WhatIf' {
        $before = Get-RequestCount
        $inputs | Start-LvbStreamMix -SessionId show_4 -OutputStreamId 8888_news -WhatIf | Should -BeNullOrEmpty
        Stop-LvbStreamMix show_4 8888_news -PassThru -WhatIf | Should -BeNullOrEmpty
        Get-RequestCount | Should -Be $before
    }
}

Describe 'Stop-LvbStreamMix on <Service>' -ForEach $services {
    BeforeAll { Connect-Lvb -Emulator $emulator -Api $Api }

    It 'cancels by the name of the operation, and emits nothing' {
        $inputs | Start-LvbStreamMix -SessionId show_5 -OutputStreamId 8888_news | Out-Null
        Stop-LvbStreamMix -SessionId show_5 -OutputStreamId 8888_news | Should -BeNullOrEmpty
        @(Get-LvbEmulatorRequest -Emulator $emulator)[-1].Interface | Should -Be $Wire.StopMix
        $sent = Get-Mix
        if ($Api -eq 'V2') {
            $sent.interface | Should -Be 'mix_streamv2.cancel_mix_stream'
            "$($sent.mix_stream_session_id) $($sent.output_stream_id)" | Should -Be 'show_5 8888_news'
        }
        else { Get-Body | Should -Be '{"MixStreamSessionId":"show_5"}' }
    }

    It 'reports that the output stream is not sent where the session is sufficient' {
        $inputs | Start-LvbStreamMix -SessionId show_7 -OutputStreamId 8888_news | Out-Null
        $said = @(Stop-LvbStreamMix show_7 8888_news -Verbose 4>&1 | ForEach-Object { "$_" }) -like '*-OutputStreamId is not sent*'
        @($said).Count | Should -Be @{ V2 = 0; V3 = 1 }[$Api]
    }

    It 'fails for a mix that does not exist' {
        Stop-LvbStreamMix nothing 8888_news -ErrorAction SilentlyContinue -ErrorVariable failed
        $id = @{ V2 = 'LvbApi.-30300,*'; V3 = 'LvbApi.InvalidParameter.CancelSessionNotExist,*' }[$Api]
        $failed[0].FullyQualifiedErrorId | Should -BeLike $id
        $failed[0].Exception.Ret | Should -Be -30300
        $failed[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failed[0].TargetObject | Should -Be 'nothing'
    }

    It 'is done when the first response was lost' {
        $inputs | Start-LvbStreamMix -SessionId show_6 -OutputStreamId 8888_news | Out-Null
        Set-LvbEmulatorFault -Emulator $emulator -Interface $Wire.StopMix -Kind DropAfterProcessing -Count 1
        Stop-LvbStreamMix show_6 8888_news -ErrorAction Stop
        $second = @(Get-LvbEmulatorRequest -Emulator $emulator)[-1]
        if ($Api -eq 'V2') { $second.Ret | Should -Be -30300 } else { $second.Code | Should -BeLike '*CancelSessionNotExist' }
    }

    It 'continues after one that fails' {
        $mixes = [pscustomobject]@{ SessionId = 'nothing'; OutputStreamId = 'a' }, [pscustomobject]@{
            SessionId = 'bad name'; OutputStreamId = 'a' }, [pscustomobject]@{ SessionId = 'nothing2'; OutputStreamId = 'a' }
        $mixes | Stop-LvbStreamMix -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.TargetObject | Should -Be 'nothing', 'bad name', 'nothing2'
    }
}
