@echo off
rem Shows the project in this folder in a browser; makes one where there is none.
setlocal DisableDelayedExpansion
chcp 65001 >nul
title Tallybook
pushd "%~dp0."
set "NODE_OPTIONS="
set "NODE_USE_SYSTEM_CA=1"
if not exist "project\tallybook.yaml" (
  "tool\node.exe" "tool\node_modules\tallybook\dist\cli.js" init project
  if errorlevel 1 goto :failed
)
"tool\node.exe" "tool\node_modules\tallybook\dist\cli.js" preview project --open
if errorlevel 1 goto :failed
popd
exit /b 0
:failed
echo.
echo Tallybook stopped. The lines above say why.
pause
popd
exit /b 1
