@echo off
rem For a terminal: tallybook build project
setlocal DisableDelayedExpansion
set "NODE_OPTIONS="
set "NODE_USE_SYSTEM_CA=1"
"%~dp0tool\node.exe" "%~dp0tool\node_modules\tallybook\dist\cli.js" %*
