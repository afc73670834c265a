# Notifications that a test key signs. In a spec: BeforeAll { . $PSScriptRoot/Notifications.ps1 }
. $PSScriptRoot/Common.ps1

$key = ConvertTo-TestKey

function New-Body([string]$Fields, [System.Security.SecureString]$With = $key,
    [DateTimeOffset]$Until = [DateTimeOffset]::UtcNow.AddMinutes(10)) {
    $signature = New-LvbSignature -Key $With -ExpiresAt $Until
    '{' + $Fields + ',"t":' + $signature.T + ',"sign":"' + $signature.Sign + '"}'
}
$start = '"event_type":1,"stream_id":"8888_a","channel_id":"8888_a","sequence":"17037777160241646428","event_time":1700000000,' +
    '"app":"push.example.com"'
