wellClient.setConfig({
  debug: false
})
