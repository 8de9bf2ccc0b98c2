wellClient.stopRecording()
.done(function (res) {
  console.log('done', res)
})
.fail(function (err) {
  console.log('fail', err)
})
