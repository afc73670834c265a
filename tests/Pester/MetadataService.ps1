# The metadata service of a CVM instance. In a spec: $metadata = Start-MetadataService; $metadata.Role = 'other'.
function Start-MetadataService {
    $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $service = [hashtable]::Synchronized(@{
            Role = 'live-ops'; Keys = @{}; Asked = [System.Collections.ArrayList]::Synchronized([System.Collections.ArrayList]::new())
            Listener = $listener; Uri = [uri]"http://127.0.0.1:$($listener.LocalEndpoint.Port)/"; Shell = [powershell]::Create()
        })
    $null = $service.Shell.AddScript({
            param($Service)
            while ($true) {
                try { $client = $Service.Listener.AcceptTcpClient() } catch { return }
                try {
                    $client.ReceiveTimeout = 5000
                    $reader = [System.IO.StreamReader]::new($client.GetStream())
                    $path = $reader.ReadLine().Split(' ')[1]
                    while ($reader.ReadLine()) { }
                    $null = $Service.Asked.Add($path)
                    $folder = '/latest/meta-data/cam/security-credentials/'
                    $status, $text = if (-not $Service.Role) { 404, '' }
                    elseif ($path -eq $folder) { 200, $Service.Role }
                    elseif ($path -eq $folder + $Service.Role) { 200, (ConvertTo-Json $Service.Keys -Compress) }
                    else { 404, '' }
                    $bytes = [System.Text.Encoding]::UTF8.GetBytes($text)
                    $head = "HTTP/1.1 $status Said`r`nContent-Length: $($bytes.Length)`r`nConnection: close`r`n`r`n"
                    $bytes = [System.Text.Encoding]::ASCII.GetBytes($head) + $bytes
                    $client.GetStream().Write($bytes, 0, $bytes.Length)
                }
                catch [System.IO.IOException] { $null = $Service.Asked.Add('nothing') }
                finally { $client.Dispose() }
            }
        }).AddArgument($service).BeginInvoke()
    $service
}

function Stop-MetadataService($Service) {
    $Service.Listener.Stop()
    $Service.Shell.Dispose()
}
