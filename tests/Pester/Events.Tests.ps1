BeforeAll {
    . $PSScriptRoot/Notifications.ps1
    $tape = '"event_type":100,"stream_id":"8888_a","file_id":"16093425727657168197","task_id":"9531622708116201570","duration":63,' +
        '"video_url":"http://vod.example.com/f0.flv"'
}

Describe 'ConvertFrom-LvbEvent' {
    It 'reads a <Kind>' -ForEach @(
        @{ Kind = 'string'; Make = { param($body) $body } }
        @{ Kind = 'byte array'; Make = { param($body) , [System.Text.Encoding]::UTF8.GetBytes($body) } }
        @{ Kind = 'list of lines'; Make = { param($body) , ($body -replace ',', ",`n").Split("`n") } }
        @{ Kind = 'stream'; Make = { param($body) [System.IO.MemoryStream]::new([System.Text.Encoding]::UTF8.GetBytes($body)) } }
        @{ Kind = 'request object with a raw body'
            Make = { param($body) [pscustomobject]@{ Method = 'POST'; RawBody = $body; Body = $null } } }
        @{ Kind = 'hashtable with a body'; Make = { param($body) @{ Method = 'POST'; Body = $body } } }
    ) {
        $told = ConvertFrom-LvbEvent -InputObject (& $Make (New-Body $tape)) -Key $key
        $told | Should -BeOfType 'TencentLvb.TapeFileEvent'
        $told.Verified | Should -BeTrue
        $told.EventType | Should -Be 'TapeFileCreated'
        $told.FileId | Should -Be '16093425727657168197'
        $told.TaskId | Should -BeExactly '9531622708116201570'
        $told.Duration | Should -Be ([timespan]'00:01:03')
    }

    It 'reads a hashtable and an object as frameworks parse them' {
        $signature = New-LvbSignature -Key $key -Validity 10m
        $fields = @{ event_type = 100; stream_id = '8888_a'; file_id = '1'; task_id = 9531622708116201570; t = $signature.T
            sign = $signature.Sign }
        foreach ($one in $fields, [pscustomobject]$fields, @{ Body = $fields }, [pscustomobject]@{ Body = [pscustomobject]$fields }) {
            $told = $one | ConvertFrom-LvbEvent -Key $key
            $told.TaskId | Should -BeExactly '9531622708116201570'
            $told.Verified | Should -BeTrue
        }
    }

    It 'reads the other fields when objects are not objects' {
        $signature = New-LvbSignature -Key $key -Validity 10m
        $one = [pscustomobject]@{ event_type = 1; stream_id = '8888_a'; t = $signature.T; sign = $signature.Sign; context = { 'script' }
            host = [runspacefactory] }
        $one.psobject.Properties.Add([psscriptproperty]::new('broken', { throw 'no' }))
        ($one | ConvertFrom-LvbEvent -Key $key).StreamId | Should -Be '8888_a'
    }

    It 'joins lines and bytes from the pipeline' {
        $body = New-Body $start
        (($body -replace ',', ",`n").Split("`n") | ConvertFrom-LvbEvent -Key $key).Sequence | Should -Be '17037777160241646428'
        ([System.Text.Encoding]::UTF8.GetBytes($body) | ConvertFrom-LvbEvent -Key $key).Sequence | Should -Be '17037777160241646428'
    }

    It 'reads each string that is a body as one event' {
        $events = @($(New-Body $start), $(New-Body $tape) | ConvertFrom-LvbEvent -Key $key)
        $events | Should -HaveCount 2
        $events[0].EventType | Should -Be 'StreamStarted'
        $events[0].ExpiresAt | Should -BeOfType 'DateTimeOffset'
    }

    It 'refuses <Case> with <Id>, and continues' -ForEach @(
        @{ Case = 'the sign of another key'; Id = 'LvbEventInvalidSignature'; Category = 'SecurityError'
            Make = { New-Body $start (ConvertTo-TestKey other) } }
        @{ Case = 'a missing sign'; Id = 'LvbEventInvalidSignature'; Category = 'SecurityError'; Make = { "{$start}" } }
        @{ Case = 'an old one'; Id = 'LvbEventExpired'; Category = 'SecurityError'
            Make = { New-Body $start $key ([DateTimeOffset]::UtcNow.AddMinutes(-1)) } }
        @{ Case = 'one too far in the future'; Id = 'LvbEventExpired'; Category = 'SecurityError'
            Make = { New-Body $start $key ([DateTimeOffset]::UtcNow.AddHours(2)) } }
        @{ Case = 'text'; Id = 'LvbEventMalformed'; Category = 'InvalidData'; Make = { 'nothing of the kind' } }
        @{ Case = 'JSON that is not an event'; Id = 'LvbEventMalformed'; Category = 'InvalidData'; Make = { '{"a":1}' } }
        @{ Case = 'null'; Id = 'LvbEventMalformed'; Category = 'InvalidData'; Make = { $null } }
        @{ Case = 'an object without a body'; Id = 'LvbEventMalformed'; Category = 'InvalidData'; Make = { [version]'1.2' } }
    ) {
        $bad = & $Make
        $events = @($bad, $(New-Body $start) | ConvertFrom-LvbEvent -Key $key -ErrorVariable problems -ErrorAction SilentlyContinue)
        $events | Should -HaveCount 1
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike "$Id*"
        $problems[0].CategoryInfo.Category | Should -Be $Category
        $problems[0].TargetObject | Should -Be $bad
        $problems[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'accepts old events with -AllowExpired, later ones with -MaximumAhead, unsigned event types with -AllowUnsigned' {
        (New-Body $start $key ([DateTimeOffset]::UtcNow.AddDays(-1)) | ConvertFrom-LvbEvent -Key $key -AllowExpired).Verified |
            Should -BeTrue
        (New-Body $start $key ([DateTimeOffset]::UtcNow.AddHours(2)) | ConvertFrom-LvbEvent -Key $key -MaximumAhead 3h).Verified |
            Should -BeTrue
        $audit = '{"tid":20001,"streamId":"8888_a","img":"http://pictures.example.com/a.jpg"}' |
            ConvertFrom-LvbEvent -Key $key -AllowUnsigned
        $audit.EventType | Should -Be 'ImageAudit'
        $audit.Verified | Should -BeFalse
        { "{$start}" | ConvertFrom-LvbEvent -Key $key -AllowUnsigned -ErrorAction Stop } |
            Should -Throw -ErrorId 'LvbEventInvalidSignature*'
    }

    It 'needs no key to skip the verification' {
        $told = "{$start}" | ConvertFrom-LvbEvent -SkipVerification
        $told.Verified | Should -BeFalse
        $told.StreamId | Should -Be '8888_a'
    }

    It 'keeps unknown event types' {
        $body = New-Body '"event_type":999,"stream_id":"8888_a","more":{"x":[1]}'
        $told = $body | ConvertFrom-LvbEvent -Key $key
        $told.GetType().FullName | Should -Be 'TencentLvb.LvbEvent'
        [int]$told.EventType | Should -Be 999
        $told.Raw | Should -Be $body
    }
}
