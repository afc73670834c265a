BeforeAll {
    . $PSScriptRoot/Notifications.ps1
    $relay = '{"appid":4,"callback_event":"TaskStart","event_type":314,"source_urls":"[]\n","stream_id":"","task_id":"118148"}'
    $anomaly = '{"appid":0,"data_time":1670588074971,"domain":"p.example.com","event_type":321,"path":"live","sequence":"0",' +
        '"stream_id":"8888_a"}'
    function ConvertTo-Base64([string]$Text) { [Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes($Text)) }
    function ConvertTo-JsonText([string]$Text) { '"' + $Text.Replace('\', '\\').Replace('"', '\"') + '"' }
}

Describe 'ConvertFrom-LvbEvent with the input of hosts' {
    It 'unwraps <Case>' -ForEach @(
        @{ Case = 'the webhook data of a runbook'; Make = {
            param($body) [pscustomobject]@{ WebhookName = 'w'; RequestBody = $body; RequestHeader = @{ Connection = 'Keep-Alive' } } } }
        @{ Case = 'the webhook data of runtime 7.2'
            Make = { param($body) "{WebhookName:w,RequestBody:$body,RequestHeader:{Connection:Keep-Alive}}" } }
        @{ Case = 'webhook data as JSON text'; Make = { param($body) '{"WebhookName":"w","RequestBody":' + (ConvertTo-JsonText $body) +
            ',"RequestHeader":{}}' } }
        @{ Case = 'the event of an API gateway'; Make = { param($body) '{"httpMethod":"POST","headers":{},"body":' +
            (ConvertTo-JsonText $body) + ',"isBase64Encoded":false}' } }
        @{ Case = 'one in base64'; Make = { param($body) '{"httpMethod":"POST","body":"' + (ConvertTo-Base64 $body) +
            '","isBase64Encoded":true}' } }
        @{ Case = 'a case-sensitive dictionary'; Make = { param($body) $table = [System.Collections.Hashtable]::new(
            [StringComparer]::Ordinal); $table['httpMethod'] = 'POST'; $table['body'] = $body; , $table } }
        @{ Case = 'base64 in a case-sensitive dictionary'; Make = { param($body) $table = [System.Collections.Hashtable]::new(
            [StringComparer]::Ordinal); $table['isBase64Encoded'] = $true; $table['body'] = ConvertTo-Base64 $body; , $table } }
        @{ Case = 'text with a byte order mark'; Make = { param($body) [char]0xfeff + $body } }
        @{ Case = 'UTF-16 bytes'; Make = { param($body) , ([byte[]](0xff, 0xfe) + [System.Text.Encoding]::Unicode.GetBytes($body)) } }
        @{ Case = 'an array of one'; Make = { param($body) "[$body]" } }
    ) {
        $given = & $Make (New-Body $start)
        $told = ConvertFrom-LvbEvent -InputObject $given -Key $key
        $told.Verified | Should -BeTrue
        $told.StreamId | Should -Be '8888_a'
        "$told" | Should -Be '8888_a'
        @($given | ConvertFrom-LvbEvent -Key $key) | Should -HaveCount 1
    }

    It 'emits an event for each body, and an error for each bad one' {
        $bodies = '[' + (New-Body $start) + ',{"event_type":1,"stream_id":"bad"},' +
            (New-Body '"event_type":0,"stream_id":"8888_b","sequence":"1"') + ']'
        $events = @($bodies | ConvertFrom-LvbEvent -Key $key -ErrorVariable problems -ErrorAction SilentlyContinue)
        ($events | ForEach-Object StreamId) -join ' ' | Should -Be '8888_a 8888_b'
        $problems | Should -HaveCount 1
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'LvbEventInvalidSignature*'
    }

    It 'gives a repeat the same ID, whatever its t and sign are' {
        $first = New-Body $start | ConvertFrom-LvbEvent -Key $key
        $again = New-Body $start $key ([DateTimeOffset]::UtcNow.AddMinutes(20)) | ConvertFrom-LvbEvent -Key $key
        $other = New-Body $start.Replace('646428', '646429') | ConvertFrom-LvbEvent -Key $key
        $first.Id | Should -MatchExactly '^[0-9a-f]{64}$'
        $again.Id | Should -BeExactly $first.Id
        $other.Id | Should -Not -Be $first.Id
    }

    It 'shows push domain and path' {
        $told = New-Body ($start + ',"appname":"live"') | ConvertFrom-LvbEvent -Key $key
        $told.PushDomain | Should -Be 'push.example.com'
        $told.Domain | Should -Be 'push.example.com'
        $told.AppName | Should -Be 'live'
    }

    It 'accepts unsigned event types only with -AllowUnsigned' {
        foreach ($body in $relay, $anomaly) {
            $told = $body | ConvertFrom-LvbEvent -Key $key -AllowUnsigned
            $told.Verified | Should -BeFalse
            $body | ConvertFrom-LvbEvent -Key $key -ErrorVariable problems -ErrorAction SilentlyContinue
            $problems[0].FullyQualifiedErrorId | Should -BeLike 'LvbEventInvalidSignature*'
            "$($problems[0])" | Should -BeLike '*-AllowUnsigned*'
        }
    }

    It 'names the callback key where none seems to be set' {
        "{$start}" | ConvertFrom-LvbEvent -Key $key -AllowUnsigned -ErrorVariable problems -ErrorAction SilentlyContinue
        "$($problems[0])" | Should -BeLike '*callback key*console*'
        $problems[0].ErrorDetails.RecommendedAction | Should -BeLike '*-CallbackSecretName*-SkipVerification*'
    }
}
