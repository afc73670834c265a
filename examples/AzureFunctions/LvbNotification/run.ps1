<#
.SYNOPSIS
    An Azure Functions HTTP trigger: verifies LVB's notifications, and hands each to a queue.

.DESCRIPTION
    LVB posts its notifications here; whatever works on them takes them from the queue, at its own pace and on as many machines as it needs.
    The answer is HTTP 200 with {"code":0} only after the queue has taken the message; until then LVB sends again. So a message may come
    twice: what takes it from the queue has to cope (Sequence, FileId and Path tell). A notification with a wrong sign or an old one gets
    403, one that is none 400.
    The message is the event as JSON, without its sign and without the push address's secret.

    To install:
      1. Make a function app with PowerShell 7.4 on its plan, with a storage account.
      2. Copy this folder's parent (host.json, profile.ps1, requirements.psd1, LvbNotification) into the app's root, and deploy:
         func azure functionapp publish <name of the app>
      3. In the app's settings set LVB_CALLBACK_KEY to the key of the notifications; best as a reference to a Key Vault:
         @Microsoft.KeyVault(SecretUri=https://<vault>.vault.azure.net/secrets/LvbCallbackKey/)
      4. In LVB's console set the notification's address to https://<name of the app>.azurewebsites.net/api/LvbNotification
      5. Try it:  $uri = 'https://<name of the app>.azurewebsites.net/api/LvbNotification'
                  Send-LvbEvent -Uri $uri -EventType StreamStarted -StreamId 8888_test -SecretName LvbCallbackKey

.PARAMETER Request
    The request, from Azure Functions.
.PARAMETER TriggerMetadata
    What else it tells; not used.
#>
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSReviewUnusedParameter', 'TriggerMetadata',
    Justification = 'Azure Functions passes it')]
param($Request, $TriggerMetadata)

$ErrorActionPreference = 'Stop'
$status = 200
try {
    if (-not $env:LVB_CALLBACK_KEY) {
        throw 'The setting LVB_CALLBACK_KEY is missing.'
    }

    $key = [System.Net.NetworkCredential]::new('', $env:LVB_CALLBACK_KEY).SecurePassword
    $notification = ConvertFrom-LvbEvent -InputObject $Request -Key $key
    $message = [ordered]@{}
    foreach ($property in $notification.PSObject.Properties) {
        if ($property.Name -notin 'Raw', 'StreamParameter' -and $null -ne $property.Value) {
            $message[$property.Name] = if ($property.Value -is [enum]) { "$($property.Value)" } else { $property.Value }
        }
    }

    Push-OutputBinding -Name Queue -Value $message
}
catch {
    $status = switch -Wildcard ($_.FullyQualifiedErrorId) {
        'LvbEventInvalidSignature*' { 403 }
        'LvbEventExpired*' { 403 }
        'LvbEventMalformed*' { 400 }
        default { 500 }
    }
    Write-Warning "Answered $status`: $_"
}

$body = if ($status -eq 200) { '{"code":0}' } else { '{"code":1}' }
Push-OutputBinding -Name Response -Value ([HttpResponseContext]@{ StatusCode = $status; ContentType = 'application/json'; Body = $body })
