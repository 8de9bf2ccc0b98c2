wellClient.consult('6aee1dda-d4a2-4d3c-8fab-df7782a6c10f', '8002')
.done(function (res) {
  console.log('done', res)
})
.fail(function (err) {
  console.log('fail', err)
})
