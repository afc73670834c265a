# Runs once in each worker of the function app, and loads the module before the first notification arrives.
Import-Module TencentLvb
